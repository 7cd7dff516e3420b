/** The three documents of a paper: itself, its answer sheet, its key with the reasons. */
import type { CitedDocument } from '../../domain/exam/bank-file.ts';
import { partOrder, typeNames, type Blueprint } from '../../domain/exam/blueprint.ts';
import type { Paper, Question } from '../../domain/exam/paper.ts';
import type { Item } from '../../domain/exam/question.ts';
import { ruleTexts } from '../../domain/exam/score.ts';
import { levelNames } from '../../domain/notice.ts';
import { letters } from '../question/Options.tsx';
import { Text } from '../question/Text.tsx';
import type { Block } from './Sheets.tsx';

export const kinds = ['paper', 'card', 'key'] as const;
export type Kind = (typeof kinds)[number];
export const kindNames = {
  paper: '试卷',
  card: '答题卡',
  key: '答案与解析',
} as const satisfies Record<Kind, string>;

export interface Printed {
  readonly paper: Paper;
  readonly blueprint: Blueprint;
  readonly byId: { readonly get: (id: string) => Item | undefined };
  readonly documents: Readonly<Record<string, CitedDocument>>;
}

const numerals = ['一', '二', '三'] as const;
const advice = {
  single: '每题的四个选项中只有一个正确。',
  multiple: '每题的五个选项中有两个或两个以上正确。',
  short: '写在答题卡上，分条作答。',
} as const;

interface Part {
  readonly type: (typeof partOrder)[number];
  readonly title: string;
  readonly questions: readonly { readonly question: Question; readonly place: number }[];
}

function partsOf({ paper, blueprint }: Printed): readonly Part[] {
  const numbered = paper.questions.map((question, index) => ({ question, place: index + 1 }));
  return partOrder
    .map((type, index) => {
      const questions = numbered.filter(({ question }) => question.type === type);
      const points = blueprint.points[type];
      return {
        type,
        title: `${numerals[index] ?? ''}、${typeNames[type]}（${questions.length} 题，每题 ${points} 分，共 ${questions.length * points} 分）`,
        questions,
      };
    })
    .filter(({ questions }) => questions.length > 0);
}

/** How many options stand in a row: short ones side by side. */
function columnsOf(item: Item): number {
  if (item.type === 'short') return 1;
  const longest = Math.max(...item.options.map((option) => option.text.length));
  return longest <= 8 ? 4 : longest <= 19 ? 2 : 1;
}

const nameOf = ({ blueprint }: Printed): string =>
  `碳资产管理师模拟试卷（${levelNames[blueprint.level].short}）`;

const written = (
  <p class="sheet-fill">
    <span>姓名</span>
    <span>日期</span>
    <span>得分</span>
  </p>
);

export function blocksOf(kind: Kind, printed: Printed): readonly Block[] {
  switch (kind) {
    case 'paper':
      return paperBlocks(printed);
    case 'card':
      return cardBlocks(printed);
    case 'key':
      return keyBlocks(printed);
    default:
      return kind satisfies never;
  }
}

function paperBlocks(printed: Printed): readonly Block[] {
  const { blueprint, byId } = printed;
  return [
    {
      key: 'head',
      content: (
        <>
          <h2 class="sheet-title">{nameOf(printed)}</h2>
          <p class="sheet-note">
            考试时间 {blueprint.minutes} 分钟，满分 100 分，{blueprint.pass} 分及格。多选题：
            {ruleTexts[blueprint.rule]}
            。题数、分值和计分办法是本站模拟卷设定，正式考试以主办单位的试卷为准。
          </p>
        </>
      ),
    },
    ...partsOf(printed).flatMap(({ type, title, questions }): Block[] => [
      {
        key: type,
        heads: true,
        content: (
          <h3 class="sheet-part">
            {title}
            <small>{advice[type]}</small>
          </h3>
        ),
      },
      ...questions.map(({ question, place }): Block => {
        const item = byId.get(question.item);
        return {
          key: question.item,
          content: item && (
            <div class="sheet-question">
              <b class="num">{place}.</b>
              <div>
                <p>
                  <Text>{item.stem}</Text>
                </p>
                {item.type !== 'short' && (
                  <ol class={`sheet-options columns-${columnsOf(item)}`}>
                    {question.order.map((id, index) => (
                      <li key={id}>
                        <span>{letters[index]}.</span>
                        <span>
                          <Text>{item.options.find((one) => one.id === id)?.text ?? ''}</Text>
                        </span>
                      </li>
                    ))}
                  </ol>
                )}
              </div>
            </div>
          ),
        };
      }),
    ]),
  ];
}

const lines = 13;

function cardBlocks(printed: Printed): readonly Block[] {
  const parts = partsOf(printed);
  return [
    {
      key: 'head',
      content: (
        <>
          <h2 class="sheet-title">{nameOf(printed)}答题卡</h2>
          {written}
          <p class="sheet-note">涂黑或圈出所选的字母。做完到本站“录入手工答卷”输入卷号和选项，即可评分。</p>
        </>
      ),
    },
    ...parts.flatMap(({ type, title, questions }): Block[] =>
      type === 'short'
        ? questions.map(({ question, place }, index): Block => ({
            key: question.item,
            content: (
              <div class="sheet-writing">
                {index === 0 && <h3 class="sheet-part">{title}</h3>}
                <p>
                  <b class="num">{place}.</b>
                </p>
                {Array.from({ length: lines }, (_, line) => (
                  <div class="sheet-line" key={line} />
                ))}
              </div>
            ),
          }))
        : [
            {
              key: type,
              content: (
                <>
                  <h3 class="sheet-part">{title}</h3>
                  <ol class={`sheet-bubbles is-${type}`}>
                    {questions.map(({ question, place }) => (
                      <li key={question.item}>
                        <b class="num">{place}</b>
                        {question.order.map((id, index) => (
                          <i key={id}>{letters[index]}</i>
                        ))}
                      </li>
                    ))}
                  </ol>
                </>
              ),
            },
          ],
    ),
  ];
}

const keyLetters = (question: Question, item: Item | undefined): string =>
  item && item.type !== 'short'
    ? question.order.map((id, index) => (item.key.includes(id) ? letters[index] : '')).join('')
    : '';

function keyBlocks(printed: Printed): readonly Block[] {
  const { byId, documents } = printed;
  const parts = partsOf(printed);
  return [
    {
      key: 'head',
      content: (
        <>
          <h2 class="sheet-title">{nameOf(printed)}答案与解析</h2>
          {parts
            .filter(({ type }) => type !== 'short')
            .map(({ type, questions }) => (
              <div key={type}>
                <p class="sheet-note">{typeNames[type]}</p>
                <ol class={`sheet-answers is-${type}`}>
                  {questions.map(({ question, place }) => (
                    <li key={question.item}>
                      <span class="num">{place}</span>
                      <b>{keyLetters(question, byId.get(question.item))}</b>
                    </li>
                  ))}
                </ol>
              </div>
            ))}
        </>
      ),
    },
    ...parts.flatMap(({ type, title, questions }): Block[] => [
      { key: type, heads: true, content: <h3 class="sheet-part">{title}</h3> },
      ...questions.map(({ question, place }): Block => {
        const item = byId.get(question.item);
        return {
          key: question.item,
          content: item && (
            <div class="sheet-question">
              <b class="num">{place}.</b>
              <div>
                {item.type === 'short' ? (
                  <>
                    <p class="sheet-model">
                      <Text>{item.answer}</Text>
                    </p>
                    <ol class="sheet-whys">
                      {item.rubric.map((line) => (
                        <li key={line.text}>
                          <b class="num">{line.points} 分</b>
                          <span>
                            <Text>{line.text}</Text>
                          </span>
                        </li>
                      ))}
                    </ol>
                  </>
                ) : (
                  <>
                    <p>
                      <b>答案 {keyLetters(question, item)}</b>
                    </p>
                    <ol class="sheet-whys">
                      {question.order.map((id, index) => (
                        <li key={id}>
                          <b>
                            {letters[index]}
                            {item.key.includes(id) ? ' ✓' : ''}
                          </b>
                          <span>
                            <Text>{item.options.find((one) => one.id === id)?.why ?? ''}</Text>
                          </span>
                        </li>
                      ))}
                    </ol>
                    {item.steps && (
                      <ol class="sheet-steps">
                        {item.steps.map((step) => (
                          <li key={step}>
                            <Text>{step}</Text>
                          </li>
                        ))}
                      </ol>
                    )}
                  </>
                )}
                <p class="sheet-source">
                  依据：
                  {item.sources
                    .map(({ doc, clause = '' }) => {
                      const known = documents[doc];
                      return `${known?.title ?? doc}${known?.number ? `（${known.number}）` : ''}${clause}`;
                    })
                    .join('；')}
                  。大纲 {item.section}
                </p>
              </div>
            </div>
          ),
        };
      }),
    ]),
  ];
}
