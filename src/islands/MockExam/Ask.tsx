/** The question at hand: stem, answer, and what can be done with it. Its neighbours lie ready, laid out and unseen. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Sheet } from '../../domain/exam/attempt.ts';
import { typeNames } from '../../domain/exam/blueprint.ts';
import type { Question } from '../../domain/exam/paper.ts';
import { chosenIn, isBlank, lengthOf, ruleTexts, textIn } from '../../domain/exam/score.ts';
import { $bank } from '../../stores/bank.ts';
import { $sitting, clear, flag, flushText, type, type Sitting } from '../../stores/exam.ts';
import { painted } from '../../stores/painted.ts';
import { Options } from '../question/Options.tsx';
import { Text } from '../question/Text.tsx';
import { useNow, useSelected } from '../select.ts';
import { whenIdle } from '../when-idle.ts';

interface Props {
  sheet: Sheet;
  /** Turns so many questions on. */
  onTurn: (by: number) => void;
  onChoose: (question: Question, id: string) => void;
  onCalculate: () => void;
}

/** The place of the question at hand; before the start, the first. */
export const placeIn = (sheet: Sheet, sitting: Sitting | undefined): number =>
  Math.max(
    0,
    sheet.questions.findIndex((question) => question.item === sitting?.state.current),
  );

/** A paper that is not begun is shown as it will be. */
const isOpen = (sitting: Sitting | undefined): boolean =>
  !sitting || (sitting.hold === 'here' && sitting.state.phase === 'running');

export function Ask({ sheet, onTurn, onChoose, onCalculate }: Props) {
  const place = useSelected($sitting, (sitting) => placeIn(sheet, sitting));
  // A step to a neighbour only shows it; the next neighbours are laid out when nobody waits.
  const [laid, lay] = useState({ around: place, reach: 0 });
  useEffect(
    () =>
      whenIdle(() => {
        lay({ around: place, reach: 1 });
      }),
    [place],
  );
  const { around, reach } = Math.abs(place - laid.around) <= laid.reach ? laid : { around: place, reach: 0 };
  const leaves = useMemo(
    () =>
      sheet.questions.map((question, one) =>
        Math.abs(one - around) <= reach ? (
          <Leaf key={question.item} sheet={sheet} question={question} place={one} onChoose={onChoose} />
        ) : null,
      ),
    [sheet, around, reach, onChoose],
  );
  return (
    <>
      <div class="exam-leaves">{leaves}</div>
      <Acts sheet={sheet} onTurn={onTurn} onCalculate={onCalculate} />
    </>
  );
}

interface LeafProps {
  sheet: Sheet;
  question: Question;
  place: number;
  onChoose: Props['onChoose'];
}

function Leaf({ sheet, question, place, onChoose }: LeafProps) {
  const bank = useNow($bank);
  const item = bank.kind === 'ready' ? bank.byId.get(question.item) : undefined;
  const withdrawn = bank.kind === 'ready' && !item;
  const here = useSelected($sitting, (sitting) => placeIn(sheet, sitting) === place);
  const open = useSelected($sitting, isOpen);
  const begun = useSelected($sitting, (sitting) => sitting !== undefined);
  const response = useSelected($sitting, (sitting) => sitting?.state.responses.get(question.item));
  const flagged = useSelected($sitting, (sitting) => sitting?.state.flags.has(question.item) ?? false);

  // Focus goes to the stem when the question changes, also at the start: right after the frame that shows it, since
  // moving the focus costs as much as all the rest. The frame itself begins at the top: asked for after everything else
  // in it has changed, since that asks for the layout.
  const stem = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (!here || !begun) return undefined;
    let gone = false;
    queueMicrotask(() => {
      if (window.scrollY > 0) window.scrollTo(0, 0);
    });
    void painted().then(() => {
      if (!gone) stem.current?.focus({ preventScroll: true });
    });
    return () => {
      gone = true;
    };
  }, [here, begun, item === undefined]);

  // What an answer does not change is not drawn again with it.
  const meta = useMemo(
    () => (
      <p class="exam-meta num">
        <span>{typeNames[question.type]}</span>
        <span>
          第 {place + 1} 题，共 {sheet.questions.length} 题
        </span>
        <span>{question.points} 分</span>
        {question.type === 'multiple' && <span class="exam-rule">{ruleTexts[sheet.rule]}</span>}
        {flagged && <span class="verdict ask">◥ 已标记</span>}
      </p>
    ),
    [sheet, question, place, flagged],
  );
  const legend = useMemo(
    () =>
      item && (
        <legend>
          <span tabIndex={-1} ref={stem}>
            <Text>{item.stem}</Text>
          </span>
        </legend>
      ),
    [item],
  );
  const text = useMemo(
    () =>
      item ? (
        <fieldset disabled={!open}>
          {legend}
          {item.type === 'short' ? (
            <Writing item={item.id} text={textIn(response)} />
          ) : (
            <Options
              item={item}
              order={question.order}
              chosen={chosenIn(response)}
              onPick={(id) => {
                onChoose(question, id);
              }}
            />
          )}
        </fieldset>
      ) : (
        <p>{withdrawn ? '这道题已从题库撤下，跳过即可，不影响其他题目。' : '题目正在下载…'}</p>
      ),
    [question, item, legend, withdrawn, open, response],
  );
  return (
    <div class={here ? 'exam-leaf is-here' : 'exam-leaf'}>
      {meta}
      {text}
    </div>
  );
}

function Writing({ item, text }: { item: string; text: string }) {
  const [length, setLength] = useState(lengthOf(text));
  const area = useRef<HTMLTextAreaElement>(null);
  // What was written in another tab takes the place of what stands here; what was written here is the same text.
  useLayoutEffect(() => {
    if (!area.current || area.current.value === text) return;
    area.current.value = text;
    setLength(lengthOf(text));
  }, [text]);
  return (
    <div class="exam-writing">
      <textarea
        ref={area}
        aria-label="你的回答"
        rows={10}
        maxLength={5000}
        defaultValue={text}
        onInput={(event) => {
          const { value } = event.currentTarget;
          setLength(lengthOf(value));
          type(item, value);
        }}
        onBlur={flushText}
      />
      <p class="small num">{length} 字。边写边存，交卷后对照参考答案自评。</p>
    </div>
  );
}

function Acts({ sheet, onTurn, onCalculate }: Omit<Props, 'onChoose'>) {
  const place = useSelected($sitting, (sitting) => placeIn(sheet, sitting));
  const question = sheet.questions[place];
  const item = question?.item ?? '';
  const open = useSelected($sitting, isOpen);
  const flagged = useSelected($sitting, (sitting) => sitting?.state.flags.has(item) ?? false);
  const blank = useSelected($sitting, (sitting) => isBlank(sitting?.state.responses.get(item)));
  const there = useSelected($bank, (bank) => bank.kind === 'ready' && bank.byId.get(item) !== undefined);
  return (
    <div class="acts exam-acts">
      <button
        class="btn quiet exam-prev"
        type="button"
        disabled={place === 0}
        onClick={() => {
          onTurn(-1);
        }}
      >
        上一题
      </button>
      <button
        class="btn exam-next"
        type="button"
        disabled={place + 1 === sheet.questions.length}
        onClick={() => {
          onTurn(1);
        }}
      >
        下一题
      </button>
      <button
        class="btn quiet"
        type="button"
        aria-pressed={flagged}
        disabled={!open}
        onClick={() => {
          flag(item, !flagged);
        }}
      >
        {flagged ? '取消标记' : '标记'}
      </button>
      {there && question?.type !== 'short' && (
        <button
          class="btn quiet"
          type="button"
          disabled={!open || blank}
          onClick={() => {
            clear(item);
          }}
        >
          清除作答
        </button>
      )}
      <button class="btn quiet" type="button" aria-haspopup="dialog" onClick={onCalculate}>
        计算器
      </button>
    </div>
  );
}
