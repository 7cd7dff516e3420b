/** Written by src/build/packs.ts: the folder of public/fonts/packs that holds the glyph packs, named by their content. */
export const packSet = '74d83d160385';
