/** A calculator: numbers typed or taken from the register, and the working beside them. All of it stays in the page. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  applies,
  byOf,
  called,
  fromLink,
  grouped,
  linkOf,
  measured,
  optionsOf,
  picked,
  solve,
  unitOf,
  type Answer,
  type Calculator as Sheet,
  type Choice,
  type Factor,
  type Field,
  type Figure,
  type Pick,
  type Typed,
} from '../../domain/carbon/calculator.ts';
import { plainLow } from '../../domain/formula.ts';
import { calculator, type CalculatorId } from '../../domain/carbon/calculators/all.ts';
import { CopyLink } from '../CopyLink.tsx';
import { Text } from '../question/Text.tsx';
import { sayOrigin, Working } from './Working.tsx';

interface Props {
  id: CalculatorId;
  /** Those the calculator may work with. */
  factors: readonly Factor[];
}

/** Browsers allow an address to be changed some hundred times in half a minute. */
const settleAfter = 400;

export default function Calculator({ id, factors }: Props) {
  const sheet = useMemo(() => calculator(id, factors), [id, factors]);
  const byId = useMemo(() => new Map(factors.map((one) => [one.id, one])), [factors]);
  const [typed, setTyped] = useState<Typed>({});
  // What stood there before an example or the reset, to be put back.
  const [before, setBefore] = useState<{ typed: Typed; said: string } | undefined>(undefined);
  const [said, setSaid] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [ready, setReady] = useState(false);
  const written = useRef('');

  useEffect(() => {
    const read = (): void => {
      const fragment = location.hash.slice(1);
      if (fragment === written.current) return;
      const { typed: found, unknown } = fromLink(sheet, fragment);
      written.current = fragment;
      setTyped(found);
      setLeft(new Set(Object.keys(found)));
      setBefore(undefined);
      setSaid(unknown > 0 ? `链接里有 ${unknown} 项认不出，已略过；其余的都填好了。` : '');
    };
    read();
    setReady(true);
    window.addEventListener('hashchange', read);
    return () => {
      window.removeEventListener('hashchange', read);
    };
  }, [sheet]);

  const link = linkOf(sheet, typed);
  useEffect(() => {
    if (!ready) return;
    const timer = setTimeout(() => {
      if (link === written.current) return;
      written.current = link;
      const plain = location.pathname + location.search;
      history.replaceState(history.state, '', link === '' ? plain : `${plain}#${link}`);
    }, settleAfter);
    return () => {
      clearTimeout(timer);
    };
  }, [link, ready]);

  const answer = solve(sheet, typed, byId);
  const change = (next: Typed): void => {
    setTyped(next);
    setBefore(undefined);
    setSaid('');
  };
  const replace = (next: Typed, words: string): void => {
    setBefore({ typed, said: words });
    setTyped(next);
    setLeft(new Set(Object.keys(next)));
    setSaid('');
  };
  const shown = sheet.fields.filter(({ when }) => applies(sheet, typed, when));
  const rows = [...new Set(shown.map(({ row }) => row))];
  const context: Context = {
    sheet,
    typed,
    answer,
    factors: byId,
    left,
    change,
    leave: (name) => {
      setLeft(new Set([...left, name]));
    },
  };
  return (
    <div class="calc">
      <form
        class="calc-form no-print"
        aria-label={`${sheet.title}：填数`}
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          setLeft(new Set(Object.keys(typed)));
        }}
      >
        <fieldset disabled={!ready}>
          <legend>填数</legend>
          <div class="calc-examples">
            {sheet.examples.map((one, place) => (
              <button
                key={place}
                class="btn quiet"
                type="button"
                onClick={() => {
                  replace(one.typed, `已填入示例“${one.label}”。`);
                }}
              >
                填入示例：<Text>{one.label}</Text>
              </button>
            ))}
            <button
              class="btn quiet"
              type="button"
              disabled={Object.keys(typed).length === 0}
              onClick={() => {
                replace({}, '已清空。');
              }}
            >
              清空
            </button>
          </div>
          <div role="status">
            {(before ?? said) && (
              <p class="bar calc-said">
                {before?.said ?? said}
                {before && (
                  <button
                    class="btn quiet"
                    type="button"
                    onClick={() => {
                      setTyped(before.typed);
                      setBefore(undefined);
                    }}
                  >
                    撤销，放回原来填的
                  </button>
                )}
              </p>
            )}
          </div>
          {rows.map((row) => {
            const own = shown.filter((one) => one.row === row);
            const scope = row === undefined ? undefined : commonScope(own, context);
            const fields = own.map((field) => (
              <Entry key={field.name} field={field} context={context} scoped={scope !== undefined} />
            ));
            return row === undefined ? (
              fields
            ) : (
              <fieldset key={row} class="calc-row">
                <legend>
                  {row}
                  {own.every((one) => answer.spare.has(one.name)) && (
                    <span class="calc-optional">没有的空着</span>
                  )}
                </legend>
                {scope && <p class="hint">×后面的数取自 {scope}</p>}
                {fields}
              </fieldset>
            );
          })}
        </fieldset>
      </form>
      <section class="calc-out" aria-labelledby="calc-result">
        <h2 id="calc-result">结果</h2>
        <Outcome sheet={sheet} answer={answer} ready={ready} />
        {answer.working && (
          <>
            <Working working={answer.working} used={answer.used} />
            <div class="acts calc-acts">
              <CopyLink
                key={link}
                link={new URL(`#${link}`, location.href).href}
                label="复制这次计算的链接"
                to="这次计算"
                done="已复制；链接里只有填的数，打开就是这次计算。"
              />
              <button
                class="btn quiet"
                type="button"
                onClick={() => {
                  window.print();
                }}
              >
                打印这次计算
              </button>
            </div>
          </>
        )}
      </section>
    </div>
  );
}

/** What stands at the head of the result, or what is still needed for one. */
function Outcome({ sheet, answer, ready }: { sheet: Sheet; answer: Answer; ready: boolean }) {
  const wrong = sheet.fields.filter(({ name }) => answer.readings.get(name)?.kind === 'wrong');
  return (
    <div role="status">
      {answer.working ? (
        <dl class="calc-results num">
          {answer.working.results.map(({ label, value, unit }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <b>{value}</b>
                <Text>{measured(value, unit).slice(value.length)}</Text>
              </dd>
            </div>
          ))}
        </dl>
      ) : wrong.length > 0 ? (
        <p class="bar bad">
          有 {wrong.length} 格填得不对：
          <Text>{wrong.map((field) => called(sheet, field)).join('、')}</Text>。改好就出结果。
        </p>
      ) : (
        <p class="bar">
          <Text>
            {ready ? `还差：${answer.missing.join('、')}。填完就出结果，不用按按钮。` : '正在打开计算器…'}
          </Text>
        </p>
      )}
    </div>
  );
}

interface Context {
  sheet: Sheet;
  typed: Typed;
  answer: Answer;
  factors: ReadonlyMap<string, Factor>;
  /** Fields that were left once: what is wrong there is said. */
  left: ReadonlySet<string>;
  change: (typed: Typed) => void;
  leave: (name: string) => void;
}

/** Where the factors of a row are all from, if they are from one place: said once, over them. */
function commonScope(row: readonly Field[], { sheet, typed, factors }: Context): string | undefined {
  const scopes = row.flatMap((field) =>
    field.kind === 'figure' ? (byOf(sheet, typed, field, factors)?.scope ?? []) : [],
  );
  return scopes.length > 1 && new Set(scopes).size === 1 ? scopes[0] : undefined;
}

/** @property scoped the row says where its factors are from */
function Entry({ field, context, scoped }: { field: Field; context: Context; scoped: boolean }) {
  switch (field.kind) {
    case 'figure':
      return <FigureEntry field={field} context={context} scoped={scoped} />;
    case 'choice':
      return <ChoiceEntry field={field} context={context} />;
    case 'pick':
      return <PickEntry field={field} context={context} />;
    default:
      return field satisfies never;
  }
}

function FigureEntry({ field, context, scoped }: { field: Figure; context: Context; scoped: boolean }) {
  const { sheet, typed, answer, factors, left, change, leave } = context;
  const { name } = field;
  const reading = answer.readings.get(name);
  const unit = unitOf(sheet, typed, field);
  const by = byOf(sheet, typed, field, factors);
  // An empty field is at fault only because of another, which was left.
  const said = left.has(name) || (typed[name] ?? '') === '';
  const wrong = reading?.kind === 'wrong' && said ? reading.why : undefined;
  const idle = answer.idle.get(name);
  // A word of the label that stands in the formula need not be said twice.
  const symbol = field.symbol.length > 1 && field.label.includes(field.symbol) ? '' : field.symbol;
  const used = answer.used.find((one) => one.name === name);
  const told = [wrong && 'err', 'hint'].flatMap((part) => (part ? [`calc-${name}-${part}`] : []));
  return (
    <div class="field calc-figure">
      <label htmlFor={`calc-${name}`}>
        <Text>{field.label}</Text>
        {field.by === undefined && symbol !== '' && (
          <span class="calc-symbol">
            <Text>{symbol}</Text>
          </span>
        )}
        {answer.spare.has(name) && field.row === undefined && <span class="calc-optional">可不填</span>}
      </label>
      <div class="calc-input">
        <input
          id={`calc-${name}`}
          inputMode="decimal"
          autocomplete="off"
          value={typed[name] ?? ''}
          aria-invalid={wrong !== undefined}
          aria-describedby={told.join(' ')}
          onInput={(event) => {
            change({ ...typed, [name]: event.currentTarget.value });
          }}
          onBlur={(event) => {
            if (event.currentTarget.value !== '') leave(name);
          }}
        />
        {unit !== '' && (
          <span class="calc-unit">
            <Text>{unit}</Text>
          </span>
        )}
      </div>
      {wrong !== undefined && (
        <p class="err" id={`calc-${name}-err`}>
          <Text>{wrong}</Text>
        </p>
      )}
      <p class="hint" id={`calc-${name}-hint`}>
        {reading?.kind === 'read' && reading.mended && (
          <span class="calc-mended">按 {reading.text} 计算。</span>
        )}
        {idle !== undefined && <span class="calc-own">没有填“{idle}”，这个数不用。</span>}
        {used?.offered && (
          <span class={used.factor ? '' : 'calc-own'}>
            {used.factor ? sayOrigin(used.factor) : '自己填的值，不是本站收录的。'}
          </span>
        )}
        {by && (
          <span>
            ×<Text>{measured(grouped(by.value), by.unit)}</Text>
            {!scoped && `（${by.scope}）`}
          </span>
        )}
        {field.hint && (
          <span>
            <Text>{field.hint}</Text>
          </span>
        )}
      </p>
    </div>
  );
}

function ChoiceEntry({ field, context }: { field: Choice; context: Context }) {
  const { typed, answer, change } = context;
  const reading = answer.readings.get(field.name);
  return (
    <div class="field">
      <label htmlFor={`calc-${field.name}`}>
        <Text>{field.label}</Text>
      </label>
      <select
        id={`calc-${field.name}`}
        value={reading?.kind === 'chosen' ? reading.id : ''}
        aria-describedby={field.hint ? `calc-${field.name}-hint` : undefined}
        onChange={(event) => {
          change({ ...typed, [field.name]: event.currentTarget.value });
        }}
      >
        {field.options.map(({ id, label }) => (
          <option key={id} value={id}>
            {plainLow(label)}
          </option>
        ))}
      </select>
      {field.hint && (
        <p class="hint" id={`calc-${field.name}-hint`}>
          {field.hint}
        </p>
      )}
    </div>
  );
}

function PickEntry({ field, context }: { field: Pick; context: Context }) {
  const { sheet, typed, answer, factors, change } = context;
  const reading = answer.readings.get(field.name);
  const now = typed[field.name] ?? '';
  const wrong = reading?.kind === 'wrong' ? reading.why : undefined;
  return (
    <div class="field">
      <label htmlFor={`calc-${field.name}`}>
        <Text>{field.label}</Text>
      </label>
      <select
        id={`calc-${field.name}`}
        value={optionsOf(field).some(({ id }) => id === now) ? now : ''}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : `calc-${field.name}-err`}
        onChange={(event) => {
          change(picked(sheet, typed, field, event.currentTarget.value, factors));
        }}
      >
        <option value="">{field.own}</option>
        {field.groups
          .filter(({ when, options }) => applies(sheet, typed, when) || options.some(({ id }) => id === now))
          .map(({ label, options }) => (
            <optgroup key={label} label={plainLow(label)}>
              {options.map((one) => (
                <option key={one.id} value={one.id}>
                  {plainLow(one.label)}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
      {wrong !== undefined && (
        <p class="err" id={`calc-${field.name}-err`}>
          {wrong}
        </p>
      )}
    </div>
  );
}
