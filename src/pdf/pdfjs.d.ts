/** pdf.js hands its worker over as one object that only pdf.js itself looks into. */
declare module 'pdfjs-dist/legacy/build/pdf.worker.min.mjs' {
  export const WorkerMessageHandler: unknown;
}
