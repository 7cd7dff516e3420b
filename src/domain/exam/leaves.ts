/** Breaks a document into pages: pieces of known height go onto sheets, headings stay with what they head. */

export interface Piece {
  /** Any unit, the same as the page's; 0 or more. */
  readonly height: number;
  /** Never the last on its page. */
  readonly heads?: boolean;
}

/**
 * The pieces of each page by their places, in order. A piece higher than a page has one to itself.
 * @param room height of a page
 */
export function leaves(pieces: readonly Piece[], room: number): readonly (readonly number[])[] {
  const pages: number[][] = [];
  let page: number[] = [];
  let used = 0;
  const turn = (): void => {
    if (page.length > 0) pages.push(page);
    page = [];
    used = 0;
  };
  for (let from = 0; from < pieces.length;) {
    // A run of headings and the first piece under them move together.
    let to = from;
    while (to + 1 < pieces.length && pieces[to]?.heads) to += 1;
    const run = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    const height = run.reduce((sum, place) => sum + (pieces[place]?.height ?? 0), 0);
    if (used + height > room) turn();
    page.push(...run);
    used += height;
    from = to + 1;
  }
  turn();
  return pages;
}
