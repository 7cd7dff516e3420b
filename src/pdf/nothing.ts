/** Stands in for the packages jsPDF would load only for html() and SVG pictures. */
export default undefined;
