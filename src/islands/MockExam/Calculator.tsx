/** The calculator: beside the question, not over it; keys on screen and on the keyboard do the same. */
import { useEffect, useRef, useState } from 'preact/hooks';
import {
  evaluate,
  isExact,
  longest,
  remember,
  sayExact,
  zero,
  type CalculatorProblem,
  type Exact,
} from '../../domain/exam/calculator.ts';

interface Key {
  readonly face: string;
  /** What a screen reader says, where the face alone does not tell. */
  readonly name?: string;
  readonly kind?: 'sign' | 'memory' | 'equals';
}

const keys: readonly Key[] = [
  { face: 'MC', name: 'MC 清除存储', kind: 'memory' },
  { face: 'MR', name: 'MR 取出存储', kind: 'memory' },
  { face: 'M−', name: 'M− 从存储减去', kind: 'memory' },
  { face: 'M+', name: 'M+ 加到存储', kind: 'memory' },
  { face: '⌫', name: '退格', kind: 'sign' },
  { face: '7' },
  { face: '8' },
  { face: '9' },
  { face: '(', name: '左括号', kind: 'sign' },
  { face: ')', name: '右括号', kind: 'sign' },
  { face: '4' },
  { face: '5' },
  { face: '6' },
  { face: '×', name: '乘', kind: 'sign' },
  { face: '÷', name: '除', kind: 'sign' },
  { face: '1' },
  { face: '2' },
  { face: '3' },
  { face: '+', name: '加', kind: 'sign' },
  { face: '−', name: '减', kind: 'sign' },
  { face: '0' },
  { face: '.', name: '小数点' },
  { face: '%', name: '百分号', kind: 'sign' },
  { face: '√', name: '根号', kind: 'sign' },
  { face: '=', name: '等于', kind: 'equals' },
];

function sayProblem(problem: CalculatorProblem): string {
  switch (problem.kind) {
    case 'empty':
      return '';
    case 'unfinished':
      return '算式没有写完';
    case 'zero':
      return '不能除以 0';
    case 'root':
      return '负数没有平方根';
    case 'huge':
      return '数太大，放不下';
    case 'long':
      return `算式超过 ${longest} 个字符`;
    case 'number':
      return `“${problem.at}”不是一个数`;
    case 'misplaced':
      return problem.at === '(' ? '括号前缺运算符，例如 ×' : `“${problem.at}”不能放在那里`;
    default:
      return problem satisfies never;
  }
}

/** The memory and the last result stay while the page is open, also when the calculator is put away. */
let kept: { entry: string; answer: Exact; memory: Exact } = { entry: '', answer: zero, memory: zero };

export function Calculator({ onClose }: { onClose: () => void }) {
  const [entry, setEntry] = useState(kept.entry);
  const [answer, setAnswer] = useState(kept.answer);
  const [memory, setMemory] = useState(kept.memory);
  /** The line under the entry: a result or what is wrong. */
  const [shown, setShown] = useState<{ text: string; bad: boolean }>({ text: '', bad: false });
  /** After =, a digit begins anew and a sign goes on with the result. */
  const [done, setDone] = useState(false);
  const box = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  kept = { entry, answer, memory };

  useEffect(() => {
    const before = document.activeElement;
    box.current?.show();
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const write = (text: string, at: number): void => {
    setEntry(text);
    setDone(false);
    setShown({ text: '', bad: false });
    requestAnimationFrame(() => {
      field.current?.setSelectionRange(at, at);
    });
  };
  const put = (text: string): void => {
    const fresh = done && !/^[+−×÷%]/.test(text);
    const base = done ? (fresh ? '' : '答') : entry;
    const [from, to] = done
      ? [base.length, base.length]
      : [field.current?.selectionStart ?? base.length, field.current?.selectionEnd ?? base.length];
    if (base.length + text.length > longest) return;
    write(base.slice(0, from) + text + base.slice(to), from + text.length);
  };
  const back = (): void => {
    const [from, to] = [
      field.current?.selectionStart ?? entry.length,
      field.current?.selectionEnd ?? entry.length,
    ];
    const start = from === to ? Math.max(0, from - 1) : from;
    write(entry.slice(0, start) + entry.slice(to), start);
  };
  const work = (): Exact | undefined => {
    const value = evaluate(entry, { answer, memory });
    if (!isExact(value)) {
      setShown({ text: sayProblem(value), bad: true });
      return undefined;
    }
    setShown({ text: sayExact(value), bad: false });
    setAnswer(value);
    setDone(true);
    return value;
  };
  const press = (face: string): void => {
    switch (face) {
      case '=':
        work();
        return;
      case '⌫':
        back();
        return;
      case 'MC':
        setMemory(zero);
        return;
      case 'MR':
        put('M');
        return;
      case 'M+':
      case 'M−': {
        const value = done ? answer : work();
        if (value) setMemory(remember(memory, value, face === 'M+' ? 1 : -1));
        return;
      }
      default:
        put(face);
    }
  };

  return (
    <dialog
      ref={box}
      class="exam-calculator"
      aria-label="计算器"
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.preventDefault();
          onClose();
        }
      }}
    >
      <div class="exam-calculator-head">
        <h2>计算器</h2>
        {memory.n !== 0n && <span class="small num">M = {sayExact(memory)}</span>}
        <button
          class="btn quiet"
          type="button"
          onClick={() => {
            write('', 0);
            field.current?.focus();
          }}
        >
          清空
        </button>
        <button class="btn quiet" type="button" onClick={onClose}>
          收起
        </button>
      </div>
      <input
        ref={field}
        class="num"
        aria-label="算式"
        inputMode="none"
        autocomplete="off"
        spellcheck={false}
        maxLength={longest}
        value={entry}
        onInput={(event) => {
          const { value, selectionStart } = event.currentTarget;
          // After a result, what is typed next goes on with it or begins anew, as with the keys on screen.
          if (done && value.startsWith(entry) && value.length === entry.length + 1) {
            put(value.slice(-1).replace('*', '×').replace('/', '÷').replace('-', '−'));
            return;
          }
          write(value, selectionStart ?? value.length);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== '=') return;
          event.preventDefault();
          work();
        }}
      />
      <output class={`num${shown.bad ? ' bad' : ''}`}>
        {shown.text === '' ? ' ' : shown.bad ? shown.text : `= ${shown.text}`}
      </output>
      <div class="exam-calculator-keys">
        {keys.map(({ face, name, kind }) => (
          <button
            key={face}
            type="button"
            class={`num${kind ? ` is-${kind}` : ''}`}
            aria-label={name}
            onClick={() => {
              press(face);
            }}
          >
            {face}
          </button>
        ))}
      </div>
    </dialog>
  );
}
