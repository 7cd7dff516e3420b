/** Reads the built pages into entries of search: a page, its headings, its clauses, its rows, each at its anchor. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { instance } from '../domain/exam/template.ts';
import { sectionTitles } from '../domain/notice.ts';
import { kinds, type Entry, type Kind } from '../domain/search/shelf.ts';
import { bank, templates } from '../schema/content.ts';

/** An entry with what the browser gets only when it is shown. */
export interface Written extends Entry {
  readonly text: string;
}

interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Leaf[];
}
type Leaf = Tag | string;

function tagOf(element: Element): Tag {
  const children = [...element.childNodes].flatMap((node): Leaf[] => {
    if (node.nodeType === node.TEXT_NODE) return [node.textContent ?? ''];
    return node.nodeType === node.ELEMENT_NODE ? [tagOf(node as Element)] : [];
  });
  const attributes = Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
  return { name: element.localName, attributes, children };
}

const classes = (tag: Tag): readonly string[] => (tag.attributes['class'] ?? '').split(/\s+/);
const silent = new Set([
  'script',
  'style',
  'nav',
  'svg',
  'template',
  'cite',
  'noscript',
  'button',
  'input',
  'select',
  'textarea',
  'astro-island',
]);
const silentClasses = ['crumbs', 'acts', 'toc', 'visually-hidden', 'no-print', 'notes-mark', 'cite'];
const heading = /^h[1-4]$/;
const block =
  /^(?:p|li|div|section|article|h[1-6]|tr|dt|dd|dl|ul|ol|table|aside|figure|figcaption|blockquote|br|summary|details)$/;

/** Left out: what steers and does not say, and the notice's words wherever they are quoted. */
function skipped(tag: Tag, whole: boolean): boolean {
  if (silent.has(tag.name) || 'data-pagefind-ignore' in tag.attributes || 'hidden' in tag.attributes)
    return true;
  if (classes(tag).some((one) => silentClasses.includes(one))) return true;
  if (!whole && 'data-notice' in tag.attributes) return true;
  return tag.name === 'p' && onlyLinks(tag);
}

/** A row of links says where to go, not what is here. */
function onlyLinks(tag: Tag): boolean {
  const said = tag.children.filter((child) => typeof child !== 'string' || child.trim() !== '');
  return said.length > 1 && said.every((child) => typeof child !== 'string' && child.name === 'a');
}

/** Parts blocks of text while they are gathered; a space in the end, so that no pair of characters bridges it. */
const gap = '\u2028';
const between =
  /(?<=[\p{Script=Han}，。；：、！？（）“”《》]) (?=[\p{Script=Han}，。；：、！？（）“”《》])/gu;
const tidy = (text: string): string =>
  text
    .split(gap)
    .map((piece) => piece.replaceAll(/\s+/g, ' ').replaceAll(between, '').trim())
    .filter((piece) => piece !== '')
    .join(' ');
/** A heading without its number and its colon: 1、初级碳资产管理师： → 初级碳资产管理师. */
const plainTitle = (text: string): string =>
  tidy(text)
    .replace(/^(?:[一二三四五六七八九十]+、|\d+、|[（(]\d+[)）]、?)\s*/, '')
    .replace(/[：:；;。]$/, '');

/** A stretch of a page that can be pointed at. */
interface Part {
  anchor: string;
  title: string;
  kind: Kind;
  parent: number;
  depth: number;
  text: string;
}

const kindOf = (filter: string | undefined): Kind => kinds.find((one) => `类型:${one}` === filter) ?? '页面';
const find = (tag: Tag, test: (tag: Tag) => boolean): Tag | undefined => {
  if (test(tag)) return tag;
  for (const child of tag.children) {
    const found = typeof child === 'string' ? undefined : find(child, test);
    if (found) return found;
  }
  return undefined;
};
const raw = (tag: Tag, whole: boolean): string =>
  tag.children
    .map((child) => {
      if (typeof child === 'string') return child;
      if (skipped(child, whole)) return ' ';
      return block.test(child.name) ? gap + raw(child, whole) + gap : raw(child, whole);
    })
    .join('');
const say = (tag: Tag, whole: boolean): string => tidy(raw(tag, whole));

/** The first words of a row: those before its small print. */
function rowTitle(tag: Tag): string {
  const head = find(tag, (one) => heading.test(one.name) || one.name === 'dt' || one.name === 'strong');
  if (head) return plainTitle(say(head, true));
  const before: string[] = [];
  for (const child of tag.children) {
    if (typeof child !== 'string' && child.name === 'small') break;
    before.push(typeof child === 'string' ? child : raw(child, true));
  }
  const first = plainTitle(before.join(''));
  return Array.from(first).length > 48 ? `${Array.from(first).slice(0, 46).join('')}…` : first;
}

/** The parts of one page, the page itself first; none where the page keeps out of the index. */
function partsOf(html: string): readonly Part[] {
  const { document } = parseHTML(html);
  const body = document.querySelector('[data-pagefind-body]');
  if (!body) return [];
  const main = tagOf(body);
  // A section of the syllabus is found by its summary and its notes: the rest of it is the same on every such page.
  const notes = body.querySelector('[data-notes]');
  const summary = notes
    ? (document.querySelector('meta[name=description]')?.getAttribute('content') ?? '')
    : '';
  const kind = kindOf(main.attributes['data-pagefind-filter']);
  const whole = find(main, (tag) => 'data-notice-whole' in tag.attributes) !== undefined;
  const h1 = find(main, (tag) => tag.name === 'h1');
  const parts: Part[] = [
    { anchor: '', title: h1 ? tidy(say(h1, whole)) : '', kind, parent: -1, depth: 0, text: '' },
  ];
  let open = 0;
  const write = (text: string): void => {
    for (let at = open; at >= 0; at = parts[at]?.parent ?? -1) {
      const part = parts[at];
      if (part) part.text += text;
    }
  };
  const begin = (anchor: string, title: string, depth: number, of: Kind): void => {
    while (open > 0 && (parts[open]?.depth ?? 0) >= depth) open = parts[open]?.parent ?? 0;
    if (depth < 9) write(gap + title + gap);
    parts.push({ anchor, title, kind: of, parent: open, depth, text: '' });
    open = parts.length - 1;
  };
  const walk = (tag: Tag, of: Kind, said?: Tag): void => {
    for (const child of tag.children) {
      if (typeof child === 'string') {
        write(child);
        continue;
      }
      if (skipped(child, whole) || child.name === 'h1' || child === said) continue;
      const inside: Kind = 'data-notes' in child.attributes ? '笔记' : of;
      const { id } = child.attributes;
      const back = open;
      if (id !== undefined && heading.test(child.name)) {
        begin(id, plainTitle(say(child, whole)), Number(child.name.slice(1)) - 1, inside);
        continue;
      }
      if (id !== undefined && child.name === 'section') {
        const head = find(child, (one) => heading.test(one.name));
        const label = head ? say(head, whole) : (child.attributes['aria-label'] ?? '');
        if (label !== '') {
          begin(id, plainTitle(label), head ? Number(head.name.slice(1)) - 1 : 1, inside);
          walk(child, inside, head);
          continue;
        }
      }
      if (id !== undefined && ('data-clause' in child.attributes || child.name === 'li')) {
        const number = find(child, (one) => classes(one).includes('no'));
        const above = parts[open]?.title ?? '';
        const title =
          'data-clause' in child.attributes
            ? `${above}${number ? ` ${tidy(say(number, whole)).replace(/[、.]$/, '')}` : ''}`
            : rowTitle(child);
        begin(id, title, 9, inside);
        const body = number ? { ...child, children: child.children.filter((one) => one !== number) } : child;
        walk(body, inside);
        write(gap);
        open = back;
        continue;
      }
      if (block.test(child.name)) write(gap);
      walk(child, inside, said);
      open = back;
      if (block.test(child.name)) write(gap);
    }
  };
  write(summary + gap);
  walk(notes ? { name: 'div', attributes: {}, children: [tagOf(notes)] } : main, kind);
  return parts.map((part) => {
    const text = tidy(part.text);
    // A row's text begins with its title: that is said once.
    return {
      ...part,
      text:
        text.startsWith(part.title) && text !== part.title
          ? text.slice(part.title.length).replace(/^[：:，。\s]+/, '')
          : text,
    };
  });
}

/** Longest text an entry is found by; a page of lists is found by its rows. */
const longest = 9000;

/**
 * Everything that can be found on the built site, pages in the order of their paths, then the bank.
 * @param dist folder of the built site
 */
export function entriesOf(dist: string): readonly Written[] {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('index.html'))
    .sort();
  const written: Written[] = [];
  for (const file of files) {
    const parts = partsOf(readFileSync(path.join(dist, file), 'utf8'));
    const first = written.length;
    const page = file.slice(0, -'index.html'.length);
    for (const [index, part] of parts.entries()) {
      const trail: string[] = [];
      for (let up = part.parent; up >= 0; up = parts[up]?.parent ?? -1) {
        const title = up === 0 && page === 'notice/' ? '通知全文' : (parts[up]?.title ?? '');
        if (!part.title.startsWith(title) || up === 0) trail.unshift(title);
      }
      written.push({
        kind: part.kind,
        title: part.title,
        trail: trail.join(' › '),
        place: { kind: 'page', path: page, anchor: part.anchor },
        parent: part.parent < 0 ? -1 : first + part.parent,
        text: index === 0 && part.text.length > longest ? part.text.slice(0, 400) : part.text,
      });
    }
  }
  for (const item of bank())
    written.push({
      kind: '练习题',
      title: '',
      trail: `${item.section} ${sectionTitles[item.section]}`,
      place: { kind: 'practice', section: item.section },
      parent: -1,
      // Stem and options only: what is right, and why, is for after the answer.
      text:
        item.type === 'short' ? item.stem : `${item.stem}　${item.options.map((one) => one.text).join('　')}`,
    });
  // A calculation is found by its stem alone, with numbers as one draw has them: its options say what comes out.
  for (const template of templates())
    written.push({
      kind: '练习题',
      title: '',
      trail: `${template.section} ${sectionTitles[template.section]}`,
      place: { kind: 'practice', section: template.section },
      parent: -1,
      text: instance(template, 0).stem,
    });
  return written;
}
