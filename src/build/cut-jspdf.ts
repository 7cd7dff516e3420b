/**
 * jsPDF without the plug-ins that a form has no use for: forms to fill in on screen, web pages, canvases, other kinds
 * of pictures, the standard fonts' widths, right-to-left writing. They are two thirds of it, and hang themselves onto
 * it when it is loaded, so that no bundler can tell that nobody calls them.
 *
 * What a file holds is not changed by it: tests/house/print.test.ts draws with the whole of it and with what is left.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The release whose text the cuts below are measured to. */
const version = '4.2.1';
const file = fileURLToPath(new URL('../../node_modules/jspdf/dist/jspdf.es.js', import.meta.url));

const plugIn = '(function (jsPDFAPI) {\n\n  ';
/** Each from the beginning of the first to the beginning of the second, which stays. Either is in the text once. */
const cuts: readonly (readonly [what: string, from: string, until: string])[] = [
  ['AcroForm', 'var jsPDFAPI = jsPDF.API;\nvar scaleFactor = 1;', `${plugIn}var namespace = "addImage_";`],
  [
    'annotations, Arabic, autoprint, canvas, cells, faces of fonts, context2d',
    `${plugIn}var notEmpty =`,
    `${plugIn}var ASCII85Encode =`,
  ],
  [
    'loading of files, web pages, JavaScript',
    '(function (jsPDFAPI) {\n  /**\n   * @name loadFile',
    `${plugIn}var namesOid;`,
  ],
  [
    'PNG, GIF, BMP, WebP, raw pixels',
    'jsPDF.API.processPNG =',
    `${plugIn}/**\n   * Add Language Tag to the generated PDF`,
  ],
  [
    'breaking of lines, widths of the standard fonts',
    '(function (API) {\n\n  /**\r\n   * Returns an array of length matching',
    '(function (jsPDF) {\n\n  var binaryStringToUint8Array =',
  ],
  [
    'SVG, numbers of pages',
    `${plugIn}function loadCanvg()`,
    `${plugIn}/**\n   * Set the ViewerPreferences of the generated PDF`,
  ],
  ['XMP', 'function postPutResources() {', '(function (jsPDF) {\n\n  var jsPDFAPI = jsPDF.API;'],
  [
    'right-to-left writing',
    '(function (jsPDF) {\n\n  /**\n   * Table of Unicode types.',
    '/* eslint-disable no-control-regex */\njsPDF.API.TTFFont =',
  ],
  ['what those ask for', "import _slicedToArray from '@babel/runtime", '\nvar globalObject ='],
  ['names of what is gone', 'export { AcroForm,', '\n//# sourceMappingURL='],
];

/**
 * @param code text of jspdf.es.js
 * @returns the module, giving out jsPDF alone
 * @throws where it is another release or a place to cut at is not found exactly once
 */
export function cut(code: string): string {
  const place = (mark: string): number => {
    const at = code.indexOf(mark);
    if (at < 0 || code.includes(mark, at + 1))
      throw new Error(
        `jsPDF is not as src/build/cut-jspdf.ts knows it: ${JSON.stringify(mark)} is ${at < 0 ? 'nowhere' : 'more than once'}. Measure the cuts anew, or leave the plug-in out of astro.config.mjs.`,
      );
    return at;
  };
  place(`jsPDF.version = "${version}";`);
  for (const [what, from, until] of cuts) {
    const [start, end] = [place(from), place(until)];
    if (end <= start) throw new Error(`jsPDF has its parts in another order: ${what}`);
    code = code.slice(0, start) + code.slice(end);
  }
  return `${code.slice(0, place('\n//# sourceMappingURL='))}export { jsPDF };\n`;
}

/** The text as it is installed. */
export const whole = (): string => readFileSync(file, 'utf8');

/** For Vite: whoever imports jspdf gets it cut. */
export const cutJspdf = (): {
  name: string;
  enforce: 'pre';
  resolveId: (source: string) => string | undefined;
  load: (id: string) => string | undefined;
} => ({
  name: 'cut-jspdf',
  enforce: 'pre',
  resolveId: (source) => (source === 'jspdf' ? file : undefined),
  load: (id) => (id.split('?')[0] === file ? cut(whole()) : undefined),
});
