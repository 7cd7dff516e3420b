/** Anki's text import: https://docs.ankiweb.net/importing/text-files.html, file headers and all. */
import { typeNames } from '../exam/blueprint.ts';
import type { Item } from '../exam/question.ts';
import { levelNames } from '../notice.ts';
import { escaped, formats, keyLetters, letter, sayCitations, saySteps, type Parcel } from './parcel.ts';

/** One field of one line: HTML, with neither tab nor line end in it. */
const field = (...lines: readonly string[]): string =>
  lines.map((line) => escaped(line).replaceAll('\t', ' ').replaceAll(/\r?\n/g, '<br>')).join('<br>');

function faces(item: Item): readonly [front: string, back: readonly string[]] {
  const head = `${item.section}　${typeNames[item.type]}`;
  if (item.type === 'short')
    return [
      field(head, item.stem),
      [item.answer.trim(), ...item.rubric.map(({ text, points }) => `要点（${points} 分）：${text}`)],
    ];
  return [
    field(head, item.stem, ...item.options.map(({ text }, place) => `${letter(place)}. ${text}`)),
    [
      `答案：${keyLetters(item.options, item.key)}`,
      ...item.options.map(({ why }, place) => `${letter(place)}：${why}`),
      ...(item.steps ? [saySteps(item)] : []),
    ],
  ];
}

/** Tags may hold no blank. */
const tags = (item: Item): string =>
  [
    `大纲::${item.section}`,
    `题型::${typeNames[item.type]}`,
    `难度::${item.difficulty}`,
    ...item.levels.map((level) => `级别::${levelNames[level].short}`),
  ].join(' ');

/**
 * Cards for Anki: one line an item, the item's id as GUID, so that a second import mends the card and adds none.
 * No column is named: Anki then fills a note's fields in their order, whatever they are called in the reader's language;
 * names that its note type lacks would put the GUID on the front and leave the back empty.
 * @returns the text of the file, in UTF-8
 */
export function ankiText({ items, documents }: Parcel): string {
  const lines = items.map((item) => {
    const [front, back] = faces(item);
    return [item.id, front, field(...back, sayCitations(item, documents)), tags(item)].join('\t');
  });
  return `${['#separator:tab', `# ${formats.anki.loses}`, '#html:true', '#guid column:1', '#tags column:4', '#deck:碳资产管理师', '#if matches:update current', ...lines].join('\n')}\n`;
}
