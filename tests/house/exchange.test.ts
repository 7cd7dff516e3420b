/** The bank as other programs take it: QTI against the published schema, GIFT and Anki by their own grammar, JSON without loss. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { validateXML, type XMLFileInfo } from 'xmllint-wasm';
import { ankiText } from '../../src/domain/exchange/anki.ts';
import { giftText } from '../../src/domain/exchange/gift.ts';
import { escaped, formats, itemsOf, parcelJson, type Parcel } from '../../src/domain/exchange/parcel.ts';
import { qtiFiles } from '../../src/domain/exchange/qti.ts';
import { mark } from '../../src/domain/exam/score.ts';
import type { ChoiceItem } from '../../src/domain/exam/question.ts';
import { bank, pool, sources } from '../../src/schema/content.ts';

const points = { single: 1, multiple: 2, short: 10 } as const;
const folder = 'tests/house/qti';
/**
 * The schemas of IMS Global, unchanged (imsqti_v2p1p1.xsd of 2013, imscp_v1p1.xsd). What the first imports — MathML,
 * XInclude, APIP — no item of ours uses: empty elements stand in for them.
 */
const stand = (namespace: string, element: string): string =>
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}"><xs:element name="${element}"/></xs:schema>`;
/** All schemas lie side by side for the validator. */
const side = (fileName: string, text: string): XMLFileInfo => ({
  fileName,
  contents: text.replaceAll(/schemaLocation\s*=\s*"(?:[^"]*\/)?([^"/]+\.xsd)"/g, 'schemaLocation="$1"'),
});
const schema = side(
  'imsqti_v2p1p1.xsd',
  gunzipSync(readFileSync(`${folder}/imsqti_v2p1p1.xsd.gz`)).toString('utf8'),
);
const beside: readonly XMLFileInfo[] = [
  {
    fileName: 'xml.xsd',
    contents:
      '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace"><xs:attribute name="lang" type="xs:language"/><xs:attribute name="base" type="xs:anyURI"/><xs:attribute name="space" type="xs:NCName"/></xs:schema>',
  },
  { fileName: 'XInclude.xsd', contents: stand('http://www.w3.org/2001/XInclude', 'include') },
  { fileName: 'mathml2.xsd', contents: stand('http://www.w3.org/1998/Math/MathML', 'math') },
  {
    fileName: 'apipv1p0_qtiextv2p1_v1p0.xsd',
    contents: stand('http://www.imsglobal.org/xsd/apip/apipv1p0/imsapip_qtiv1p0', 'apipAccessibility'),
  },
];

let parcel: Parcel;
beforeAll(() => {
  const documents = Object.fromEntries(sources().map(({ id, title }) => [id, { title, inForce: true }]));
  parcel = { items: itemsOf(pool()), documents };
});

describe('QTI 2.1', () => {
  test('every item and the manifest are valid by the published schemas', { timeout: 120_000 }, async () => {
    const files = qtiFiles(parcel, points);
    expect(files.size).toBe(parcel.items.length + 1);
    const xml = [...files]
      .filter(([name]) => name !== 'imsmanifest.xml')
      .map(([name, contents]) => ({ fileName: name.replace('/', '-'), contents }));
    const { errors } = await validateXML({ xml, schema, preload: beside, maxMemoryPages: 16_384 });
    expect(errors.slice(0, 5)).toEqual([]);
    const manifest = await validateXML({
      xml: [{ fileName: 'imsmanifest.xml', contents: files.get('imsmanifest.xml') ?? '' }],
      schema: side('imscp_v1p1.xsd', readFileSync(`${folder}/imscp_v1p1.xsd`, 'utf8')),
      preload: beside,
    });
    expect(manifest.errors).toEqual([]);
  });

  test('its response processing gives the marks of the default rule, for every response', () => {
    for (const item of parcel.items) {
      if (item.type === 'short') continue;
      const xml = qtiFiles({ ...parcel, items: [item] }, points).get(`items/${item.id}.xml`) ?? '';
      const correct = [
        ...(/<correctResponse>(.*?)<\/correctResponse>/.exec(xml)?.[1] ?? '').matchAll(
          /<value>(.)<\/value>/g,
        ),
      ].map(([, id]) => id);
      const values = new Map(
        [...xml.matchAll(/mapKey="(.)" mappedValue="([-\d.]+)"/g)].map(([, id, value]) => [
          id,
          Number(value),
        ]),
      );
      const most = Number(/upperBound="([\d.]+)"/.exec(xml)?.[1] ?? 0);
      const full = Number(/<baseValue baseType="float">(\d+)</.exec(xml)?.[1]);
      const ids = item.options.map(({ id }) => id);
      for (let bits = 1; bits < 2 ** ids.length; bits += 1) {
        const chosen = ids.filter((_, place) => (bits >> place) & 1);
        if (item.type === 'single' && chosen.length > 1) continue;
        const matched = chosen.length === correct.length && chosen.every((id) => correct.includes(id));
        const mapped = chosen.reduce((sum, id) => sum + (values.get(id) ?? 0), 0);
        const given = matched ? full : Math.max(0, Math.min(most, mapped));
        const ours = mark(item, { kind: 'choice', chosen }, 'half-each', points[item.type]);
        expect(given * 100, `${item.id} ${chosen.join('')}`).toBe(ours.points);
      }
    }
  });

  test('a reason names its option by its words, for players shuffle the letters', () => {
    for (const item of parcel.items) {
      if (item.type === 'short') continue;
      const xml = qtiFiles({ ...parcel, items: [item] }, points).get(`items/${item.id}.xml`) ?? '';
      const feedback = /<modalFeedback.*<\/modalFeedback>/s.exec(xml)?.[0] ?? '';
      for (const { id, text } of item.options)
        expect(feedback, item.id).toContain(`${item.key.includes(id) ? '应选' : '不选'}“${escaped(text)}”：`);
      for (const step of item.steps ?? []) expect(feedback).toContain(escaped(step));
    }
  });

  test('the validator refuses an item with two prompts', async () => {
    const [name, good] = [...qtiFiles(parcel, points)][0] ?? ['', ''];
    const bad = good.replace(/(<prompt>.*?<\/prompt>)/s, '$1$1');
    expect(bad).not.toBe(good);
    const { valid } = await validateXML({
      xml: [{ fileName: name.replace('/', '-'), contents: bad }],
      schema,
      preload: beside,
    });
    expect(valid).toBe(false);
  });
});

/** An item full of what the formats take for their own. */
const odd: ChoiceItem = {
  id: '1-1-s99',
  rev: 1,
  levels: ['junior', 'senior'],
  section: '1-1',
  type: 'single',
  stem: 'a:b=c{d}~e#f\\n\\ <b>&"g"</b>\n//二\n$CATEGORY: x',
  options: ['a', 'b', 'c', 'd'].map((id) => ({ id, text: `${id}\t%50%~=#{}:\\`, why: '因为 -> 如此' })),
  key: ['b'],
  difficulty: 1,
  cognitive: 'apply',
  sources: [{ doc: 'x' }],
  facts: ['P-001'],
  enemies: [],
  fixedOrder: false,
};

describe('GIFT', () => {
  /** Reads a file back by GIFT's grammar, as far as we write it. */
  const read = (text: string) =>
    text
      .trimEnd()
      .split('\n\n')
      .filter((block) => block.startsWith('::'))
      .map((block) => {
        const match = /^::((?:\\.|[^:])*)::\[plain\]((?:\\.|[^{\\])*)\{([\s\S]*)\}$/.exec(block);
        if (!match) throw new Error(`not GIFT: ${block.slice(0, 80)}`);
        const [, id = '', stem = '', inner = ''] = match;
        const [body = '', feedback = ''] = inner.split('####');
        const answers = [
          ...body.matchAll(/^\t(=|~(?:%(-?[\d.]+)%)?)((?:\\.|[^#\\])*)#((?:\\.|[^\n\\])*)$/gm),
        ];
        const back = (one: string): string =>
          one.replaceAll(/\\([~=#{}:\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
        return {
          id: back(id),
          stem: back(stem),
          feedback: back(feedback),
          answers: answers.map(([, sign = '', share, answer = '']) => ({
            text: back(answer),
            share: sign === '=' ? 100 : share === undefined ? 0 : Number(share),
          })),
        };
      });

  test('reads back to the same stems, options and keys, with shares that add up', () => {
    const found = read(giftText(parcel));
    expect(found).toHaveLength(parcel.items.length);
    for (const item of parcel.items) {
      const one = found.find(({ id }) => id === item.id);
      expect(one?.stem).toBe(item.stem.trim());
      expect(one?.feedback).toContain('依据：');
      if (item.type === 'short') {
        expect(one?.answers).toEqual([]);
        continue;
      }
      expect(one?.answers.map(({ text }) => text)).toEqual(item.options.map(({ text }) => text.trim()));
      const right = one?.answers.filter(({ share }) => share > 0) ?? [];
      expect(right.map(({ text }) => text)).toEqual(
        item.options.filter(({ id }) => item.key.includes(id)).map(({ text }) => text.trim()),
      );
      expect(right.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(100, 3);
      for (const step of item.steps ?? []) expect(one?.feedback).toContain(step);
    }
  });

  test("carries every sign of its own, and a line's end, through", () => {
    const text = giftText({ items: [odd], documents: {} });
    const [one] = read(text);
    expect(one?.stem).toBe(odd.stem);
    expect(one?.answers.map((answer) => answer.text)).toEqual(odd.options.map((option) => option.text));
    expect(text.split('\n').filter((line) => line.startsWith('//'))).toEqual([`// ${formats.gift.loses}`]);
  });
});

describe('Anki', () => {
  test('has a line of four fields for each item, its id as GUID, and no stray tab or line', () => {
    const lines = ankiText(parcel).trimEnd().split('\n');
    const cards = lines.filter((line) => !line.startsWith('#'));
    expect(cards.map((line) => line.split('\t')[0])).toEqual(parcel.items.map(({ id }) => id));
    expect(cards.filter((line) => line.split('\t').length !== 4)).toEqual([]);
    expect(new Set(cards.map((line) => line.split('\t')[0])).size).toBe(cards.length);
    // Named columns would be filled by name: where the note type calls its fields otherwise, the back stays empty.
    expect(lines.filter((line) => line.startsWith('#columns'))).toEqual([]);
    expect(lines).toContain(`# ${formats.anki.loses}`);
    for (const [place, item] of parcel.items.entries())
      if (item.type !== 'short')
        for (const step of item.steps ?? []) expect(cards[place]).toContain(escaped(step));
    for (const [place, item] of parcel.items.entries())
      if (item.type !== 'short')
        for (const { why } of item.options)
          expect(cards[place]).toContain(
            why.replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
          );
  });
});

test('Anki takes an item full of tabs, lines and HTML as one line of four fields, its levels as tags in Chinese', () => {
  const [card = ''] = ankiText({ items: [odd], documents: {} })
    .split('\n')
    .filter((line) => line.startsWith('1-1-s99'));
  const [, front = '', , tags] = card.split('\t');
  expect(card.split('\t')).toHaveLength(4);
  expect(front).toContain('&lt;b&gt;&amp;&quot;g&quot;&lt;/b&gt;<br>//二<br>');
  expect(tags).toBe('大纲::1-1 题型::单项选择题 难度::1 级别::初级 级别::高级');
});

test('our own JSON loses nothing', () => {
  const read: unknown = JSON.parse(parcelJson(bank(), parcel.documents));
  expect(read).toEqual({ kind: 'carbon-items', version: 1, items: bank(), documents: parcel.documents });
});
