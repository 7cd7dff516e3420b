/** The question at hand: stem, answer, and what can be done with it. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Sheet } from '../../domain/exam/attempt.ts';
import { typeNames } from '../../domain/exam/blueprint.ts';
import type { Question } from '../../domain/exam/paper.ts';
import { chosenIn, isBlank, lengthOf, ruleTexts, textIn } from '../../domain/exam/score.ts';
import { $bank } from '../../stores/bank.ts';
import { $sitting, clear, flag, flushText, type } from '../../stores/exam.ts';
import { Options } from '../question/Options.tsx';
import { Text } from '../question/Text.tsx';
import { useNow, useSelected } from '../select.ts';

interface Props {
  sheet: Sheet;
  onGo: (index: number) => void;
  onChoose: (question: Question, id: string) => void;
  onCalculate: () => void;
}

export function Ask({ sheet, onGo, onChoose, onCalculate }: Props) {
  const bank = useNow($bank);
  const current = useSelected($sitting, (sitting) => sitting?.state.current);
  const canAnswer = useSelected(
    $sitting,
    (sitting) => sitting?.hold === 'here' && sitting.state.phase === 'running',
  );
  const index = Math.max(
    0,
    sheet.questions.findIndex((question) => question.item === current),
  );
  const question = sheet.questions[index];
  const response = useSelected($sitting, (sitting) => sitting?.state.responses.get(question?.item ?? ''));
  const flagged = useSelected($sitting, (sitting) => sitting?.state.flags.has(question?.item ?? '') ?? false);
  const item = question && bank.kind === 'ready' ? bank.byId.get(question.item) : undefined;

  // Focus goes to the stem when the question changes, also at the start; before the frame is painted, not after it.
  const stem = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    stem.current?.focus({ preventScroll: true });
    if (window.scrollY > 0) window.scrollTo(0, 0);
  }, [question?.item, item === undefined]);

  if (!question) return null;
  return (
    <>
      <p class="exam-meta num">
        <span>{typeNames[question.type]}</span>
        <span>
          第 {index + 1} 题，共 {sheet.questions.length} 题
        </span>
        <span>{question.points} 分</span>
        {question.type === 'multiple' && <span class="exam-rule">{ruleTexts[sheet.rule]}</span>}
        {flagged && <span class="verdict ask">◥ 已标记</span>}
      </p>
      {item ? (
        <fieldset disabled={!canAnswer} key={item.id}>
          <legend>
            <span tabIndex={-1} ref={stem}>
              <Text>{item.stem}</Text>
            </span>
          </legend>
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
        <p>{bank.kind === 'ready' ? '这道题已从题库撤下，跳过即可，不影响其他题目。' : '题目正在下载…'}</p>
      )}
      <div class="acts exam-acts">
        <button
          class="btn quiet exam-prev"
          type="button"
          disabled={index === 0}
          onClick={() => {
            onGo(index - 1);
          }}
        >
          上一题
        </button>
        <button
          class="btn exam-next"
          type="button"
          disabled={index + 1 === sheet.questions.length}
          onClick={() => {
            onGo(index + 1);
          }}
        >
          下一题
        </button>
        <button
          class="btn quiet"
          type="button"
          aria-pressed={flagged}
          disabled={!canAnswer}
          onClick={() => {
            flag(question.item, !flagged);
          }}
        >
          {flagged ? '取消标记' : '标记'}
        </button>
        {item && item.type !== 'short' && (
          <button
            class="btn quiet"
            type="button"
            disabled={!canAnswer || isBlank(response)}
            onClick={() => {
              clear(question.item);
            }}
          >
            清除作答
          </button>
        )}
        <button class="btn quiet" type="button" aria-haspopup="dialog" onClick={onCalculate}>
          计算器
        </button>
      </div>
    </>
  );
}

function Writing({ item, text }: { item: string; text: string }) {
  const [length, setLength] = useState(lengthOf(text));
  return (
    <div class="exam-writing">
      <textarea
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
