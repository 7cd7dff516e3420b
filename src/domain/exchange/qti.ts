/**
 * IMS QTI 2.1 content package: one item a file and a manifest.
 * Item: https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html; package: IMS Content Packaging 1.1.
 */
import { typeNames } from '../exam/blueprint.ts';
import type { ChoiceItem, Item, ShortItem } from '../exam/question.ts';
import { escaped, formats, sayCitations, saySteps, type Parcel } from './parcel.ts';

const qti = 'http://www.imsglobal.org/xsd/imsqti_v2p1';
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const paragraphs = (text: string): string =>
  text
    .trim()
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');

/** Identifiers begin with a letter: 1-1-s01 → item-1-1-s01. */
const identifier = (item: Item): string => `item-${item.id}`;

function wrapped(item: Item, inner: string): string {
  const title = escaped(`${item.id} ${typeNames[item.type]}`);
  return `${head}<assessmentItem xmlns="${qti}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${qti} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1p1.xsd" identifier="${identifier(item)}" title="${title}" adaptive="false" timeDependent="false" xml:lang="zh-CN">\n${inner}\n</assessmentItem>\n`;
}

const scoreOf = (points: number): string =>
  `<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="${points}"><defaultValue><value>0</value></defaultValue></outcomeDeclaration>`;

/**
 * Marks of a choice: all right → full; a wrong one → 0; of 多选 an incomplete answer → half a point for each right
 * choice, half a point below full at most. A wrong choice is worth −points, so the mapping's floor of 0 holds.
 */
function choice(item: ChoiceItem, points: number, documents: Parcel['documents']): string {
  const many = item.type === 'multiple';
  const values = item.key.map((id) => `<value>${id}</value>`).join('');
  const mapping = many
    ? `<mapping lowerBound="0" upperBound="${points - 0.5}" defaultValue="0">${item.options
        .map(({ id }) => `<mapEntry mapKey="${id}" mappedValue="${item.key.includes(id) ? 0.5 : -points}"/>`)
        .join('')}</mapping>`
    : '';
  const set = (identifierOf: string, value: string): string =>
    `<setOutcomeValue identifier="${identifierOf}">${value}</setOutcomeValue>`;
  const otherwise = many
    ? set('SCORE', '<mapResponse identifier="RESPONSE"/>')
    : set('SCORE', '<baseValue baseType="float">0</baseValue>');
  // A player shuffles the options and letters them its own way: a reason names its option by its words.
  const whys = item.options
    .map(
      ({ id, text, why }) =>
        `<p>${item.key.includes(id) ? '应选' : '不选'}“${escaped(text)}”：${escaped(why)}</p>`,
    )
    .join('');
  return [
    `<responseDeclaration identifier="RESPONSE" cardinality="${many ? 'multiple' : 'single'}" baseType="identifier"><correctResponse>${values}</correctResponse>${mapping}</responseDeclaration>`,
    scoreOf(points),
    '<outcomeDeclaration identifier="FEEDBACK" cardinality="single" baseType="identifier"/>',
    `<itemBody><choiceInteraction responseIdentifier="RESPONSE" shuffle="${item.fixedOrder ? 'false' : 'true'}" maxChoices="${many ? item.options.length : 1}"><prompt>${escaped(item.stem)}</prompt>${item.options
      .map(({ id, text }) => `<simpleChoice identifier="${id}">${escaped(text)}</simpleChoice>`)
      .join('')}</choiceInteraction></itemBody>`,
    `<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>${set('SCORE', `<baseValue baseType="float">${points}</baseValue>`)}</responseIf><responseElse>${otherwise}</responseElse></responseCondition>${set('FEEDBACK', '<baseValue baseType="identifier">why</baseValue>')}</responseProcessing>`,
    `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="why" showHide="show">${whys}${paragraphs(saySteps(item))}<p>${escaped(sayCitations(item, documents))}</p></modalFeedback>`,
  ].join('\n');
}

const short = (item: ShortItem, points: number, documents: Parcel['documents']): string =>
  [
    '<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="string"/>',
    scoreOf(points),
    `<itemBody><rubricBlock view="scorer"><p>参考答案</p>${paragraphs(item.answer)}<p>评分要点</p>${item.rubric
      .map(({ text, points: worth }) => `<p>${escaped(text)}（${worth} 分）</p>`)
      .join(
        '',
      )}<p>${escaped(sayCitations(item, documents))}</p></rubricBlock><extendedTextInteraction responseIdentifier="RESPONSE" expectedLines="12"><prompt>${escaped(item.stem)}</prompt></extendedTextInteraction></itemBody>`,
  ].join('\n');

/** Whole points of a question, as in 本站模拟卷设定. */
export type Points = Readonly<Record<Item['type'], number>>;

/**
 * The files of a package, by their path in it: imsmanifest.xml and items/….xml.
 * @param points whole points of a question of each type
 */
export function qtiFiles({ items, documents }: Parcel, points: Points): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const resources = items.map((item) => {
    const href = `items/${item.id}.xml`;
    const worth = points[item.type];
    files.set(
      href,
      wrapped(item, item.type === 'short' ? short(item, worth, documents) : choice(item, worth, documents)),
    );
    return `<resource identifier="${identifier(item)}" type="imsqti_item_xmlv2p1" href="${href}"><file href="${href}"/></resource>`;
  });
  files.set(
    'imsmanifest.xml',
    `${head}<!-- ${formats.qti.loses} -->\n<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="carbon-asset-manager"><metadata><schema>IMS Content</schema><schemaversion>1.1.3</schemaversion></metadata><organizations/><resources>${resources.join('')}</resources></manifest>\n`,
  );
  return files;
}
