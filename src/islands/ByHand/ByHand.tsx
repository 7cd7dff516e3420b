/** A paper done by hand: its marks are typed in, graded, and kept among the other papers. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { shortTypeNames, type Blueprint } from '../../domain/exam/blueprint.ts';
import {
  fitsQuestion,
  readMarks,
  responsesOf,
  tidy,
  untouched,
  type HandProblem,
} from '../../domain/exam/by-hand.ts';
import { isPaper, type Paper } from '../../domain/exam/paper.ts';
import { routes } from '../../routes.ts';
import { fetchBank } from '../../stores/bank.ts';
import { keepHalf, recallHalf } from '../../stores/by-hand.ts';
import { $history, $sitting, gradeByHand, listen, refresh } from '../../stores/exam.ts';
import { NumberField } from '../MockExam/NumberField.tsx';
import { NoBank } from '../NoBank.tsx';
import { Result } from '../MockExam/Result.tsx';
import { useStored } from '../MockExam/stored.ts';
import { useNow, useSelected } from '../select.ts';
import { useWantedPaper } from '../MockExam/wanted.ts';

interface Props {
  blueprints: readonly Blueprint[];
  /** Address of the bank's file. */
  bank: string;
}

export default function ByHand({ blueprints, bank }: Props) {
  const graded = useSelected($sitting, (sitting) => sitting?.sheet);
  const { number, setNumber, found } = useWantedPaper(blueprints, bank);
  const history = useNow($history);
  useEffect(() => {
    void refresh();
    return listen();
  }, []);
  if (graded !== undefined)
    return (
      <Graded
        key={graded.id}
        number={graded.number}
        onRetry={() => {
          void fetchBank(bank);
        }}
      />
    );
  const paper = found && isPaper(found) ? found : undefined;
  const done =
    history.kind === 'ready' &&
    history.kept.some(
      ({ record, state }) =>
        record.deletedAt === undefined &&
        state.endedAt !== undefined &&
        record.sheet.number === paper?.number,
    );
  return (
    <div class="wrap exam-start">
      <p class="crumbs">
        <a href={routes.exam}>模拟考试</a>
      </p>
      <h1>录入手工答卷</h1>
      <p class="lead">
        打印出来做完的试卷，照答题卡把选项敲进来，马上评分，和别的试卷记在一起。简答题录入后对照评分要点自评。
      </p>
      <NumberField
        number={number}
        found={found}
        blueprints={blueprints}
        onNumber={setNumber}
        hint="印在试卷和答题卡每一页的上方，12 个字符。"
      />
      <NoBank url={bank}>题库没有下载下来，还不能评分。联网后请重试。</NoBank>
      {history.kind === 'ready' && !history.durable && (
        <div class="bar bad" role="alert">
          <b>这个浏览器现在不能保存记录。</b>
          可以照常录入和评分，但关闭或刷新这个页面，成绩就没有了。想要保存，请退出无痕模式或换一个浏览器。
        </div>
      )}
      {paper && done && (
        <p class="bar">
          这份试卷你做过，成绩在<a href={routes.exam}>模拟考试</a>里。再录入一遍，会另记一份。
        </p>
      )}
      {paper && <Entry key={paper.number} paper={paper} blueprints={blueprints} />}
    </div>
  );
}

/** The result, once it is stored: only then what was typed is no longer needed. */
function Graded({ number, onRetry }: { number: string; onRetry: () => void }) {
  const stored = useStored();
  useEffect(() => {
    if (stored) keepHalf({ number }, untouched);
  }, [stored, number]);
  if (stored) return <Result onRetry={onRetry} back="再录入一份" />;
  return (
    <div class="wrap exam-result">
      <p role="status">正在保存交卷…</p>
    </div>
  );
}

function sayHandProblem(problem: HandProblem): string {
  switch (problem.kind) {
    case 'sign':
      return `看不懂“${problem.text}”`;
    case 'place':
      return `第 ${problem.place} 题不是选择题，或没有这道题`;
    case 'letter':
      return `第 ${problem.place} 题不能是 ${problem.letters}`;
    case 'count':
      return `${problem.from}–${problem.to} 题应有 ${problem.to - problem.from + 1} 个答案，这里有 ${problem.found} 个`;
    default:
      return problem satisfies never;
  }
}

function Entry({ paper, blueprints }: { paper: Paper; blueprints: readonly Blueprint[] }) {
  const [before] = useState(() => recallHalf(paper));
  /** Said until it is emptied or graded. */
  const [back, setBack] = useState(before !== undefined);
  const [letters, setLetters] = useState((before ?? untouched).letters);
  const [written, setWritten] = useState((before ?? untouched).written);
  const [line, setLine] = useState((before ?? untouched).line);
  /** The faulty line last told of. */
  const [told, setTold] = useState('');
  const [said, setSaid] = useState<readonly string[]>([]);
  /** Where a line without a number goes on. */
  const [next, setNext] = useState((before ?? untouched).next);
  useEffect(() => {
    keepHalf(paper, { letters, written, line, next });
  }, [paper, letters, written, line, next]);
  const grid = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const numbered = paper.questions.map((question, index) => ({ question, place: index + 1 }));
  const choices = numbered.filter(({ question }) => question.type !== 'short');
  const shorts = numbered.filter(({ question }) => question.type === 'short');
  const filled = choices.filter(({ place }) => (letters.get(place) ?? '') !== '').length;
  const wrong = choices.filter(({ question, place }) => !fitsQuestion(letters.get(place) ?? '', question));

  const nothing = filled === 0 && written.size === 0 && line.trim() === '';

  const focus = (place: number): void => {
    grid.current?.querySelector<HTMLInputElement>(`[data-place="${place}"]`)?.select();
  };
  const set = (place: number, value: string): void => {
    setLetters(new Map(letters).set(place, value));
  };
  /** Fills in the line. @returns all letters then, or nothing where something in the line was not right */
  const take = (): ReadonlyMap<number, string> | undefined => {
    const read = readMarks(line, paper.questions, next);
    const all = new Map([...letters, ...read.letters]);
    setLetters(all);
    setSaid([
      read.letters.size > 0 ? `填入了 ${read.letters.size} 题。` : '没有填入。',
      ...read.problems.slice(0, 6).map((one) => `${sayHandProblem(one)}。`),
    ]);
    setTold(read.problems.length > 0 ? line : '');
    if (read.problems.length > 0) return undefined;
    setLine('');
    setNext(read.next <= choices.length ? read.next : 1);
    return all;
  };

  return (
    <form
      class="hand"
      onSubmit={(event) => {
        event.preventDefault();
        const blueprint = blueprints.find((one) => one.id === paper.blueprint);
        if (!blueprint || wrong.length > 0) return;
        // A line typed and not filled in yet belongs to the paper too; what was wrong in one is told once.
        const all = line.trim() === '' || line === told ? letters : take();
        if (!all) {
          area.current?.focus();
          return;
        }
        const responses = responsesOf(paper.questions, all, written);
        if (responses.length > 0) gradeByHand(paper, blueprint, responses);
      }}
    >
      {back && (
        <div class="bar" role="status">
          <p>刷新之前录入的还在，接着录就行。</p>
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              setLetters(untouched.letters);
              setWritten(untouched.written);
              setLine(untouched.line);
              setNext(untouched.next);
              setSaid([]);
              setBack(false);
              area.current?.focus();
            }}
          >
            全部清空，从头录
          </button>
        </div>
      )}
      <h2>整行录入</h2>
      <div class="field">
        <label htmlFor="hand-line">照答题卡一行一行敲</label>
        <textarea
          ref={area}
          id="hand-line"
          class="num"
          rows={3}
          value={line}
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="hand-line-hint"
          onInput={(event) => {
            setLine(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            take();
          }}
        />
        <p class="hint" id="hand-line-hint">
          单选连着写，如 1-5 ABDCA；多选一题一组，如 41-43 AB ACD BE。空着的题写 _
          。按回车填入下面的格子；下一行不写题号，就从第 {next} 题接着录。
        </p>
      </div>
      <div class="acts">
        <button
          class="btn quiet"
          type="button"
          disabled={line.trim() === ''}
          onClick={() => {
            take();
          }}
        >
          填入格子
        </button>
      </div>
      <div role="status">
        {said.map((one) => (
          <p key={one} class="small hand-said">
            {one}
          </p>
        ))}
      </div>
      <h2>逐题录入</h2>
      <p class="small">单选敲一个字母就到下一格；多选敲完按空格或回车。Backspace 退回上一格。</p>
      <div class="hand-grid" ref={grid}>
        {choices.map(({ question, place }) => {
          const value = letters.get(place) ?? '';
          const single = question.type === 'single';
          return (
            <label key={question.item}>
              <span class="num">{place}</span>
              <input
                class="num"
                data-place={place}
                value={value}
                maxLength={5}
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                aria-label={`第 ${place} 题，${shortTypeNames[question.type]}`}
                aria-invalid={!fitsQuestion(value, question)}
                onFocus={(event) => {
                  event.currentTarget.select();
                }}
                onInput={(event) => {
                  const typed = tidy(event.currentTarget.value);
                  event.currentTarget.value = typed;
                  set(place, typed);
                  if (single && typed.length === 1 && fitsQuestion(typed, question)) focus(place + 1);
                }}
                onKeyDown={(event) => {
                  const { key, currentTarget } = event;
                  const at = (currentTarget.selectionStart ?? 0) === 0 && currentTarget.selectionEnd === 0;
                  if (key === ' ' || key === 'Enter') focus(place + 1);
                  else if (key === 'Backspace' && currentTarget.value === '' && at) focus(place - 1);
                  else return;
                  event.preventDefault();
                }}
              />
            </label>
          );
        })}
      </div>
      {shorts.length > 0 && (
        <fieldset class="field exam-choices">
          <legend>简答题写了的打勾，评分后对照要点自评</legend>
          {shorts.map(({ question, place }) => (
            <label class="opt" key={question.item}>
              <input
                type="checkbox"
                checked={written.has(place)}
                onChange={() => {
                  const next = new Set(written);
                  if (!next.delete(place)) next.add(place);
                  setWritten(next);
                }}
              />
              第 {place} 题写了
            </label>
          ))}
        </fieldset>
      )}
      <p role="status" class="num">
        已录 {filled} / {choices.length} 题
        {wrong.length > 0 && `，第 ${wrong.map(({ place }) => place).join('、')} 题的选项不对，改好才能评分`}
      </p>
      <div class="acts">
        <button class="btn" type="submit" disabled={wrong.length > 0 || nothing}>
          评分并记入
        </button>
      </div>
    </form>
  );
}
