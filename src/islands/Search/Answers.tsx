/** What was found, or what to do where nothing was. */
import type { Piece } from '../../domain/search/excerpt.ts';
import { kinds, type Kind } from '../../domain/search/shelf.ts';
import { routes } from '../../routes.ts';
import type { Option, Shown } from './layout.ts';
import type { Reply } from './library.ts';

interface Address {
  readonly q: string;
  readonly kind: Kind | undefined;
}
interface Props {
  readonly state:
    | { readonly kind: 'idle' }
    | { readonly kind: 'loading'; readonly asked: string }
    | { readonly kind: 'answered'; readonly reply: Reply; readonly whole: boolean }
    | { readonly kind: 'failed'; readonly asked: string };
  readonly shown: readonly Shown[];
  readonly kind: Kind | undefined;
  readonly limit: number;
  readonly active: number;
  readonly common: readonly string[];
  readonly go: (to: Address) => void;
  readonly more: () => void;
  readonly again: () => void;
  readonly hrefOf: (to: Address) => string;
}

export const optionId = (index: number): string => `answer-${String(index)}`;

const Pieces = ({ of }: { readonly of: readonly Piece[] }) => (
  <>{of.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>
);

export function Answers({ state, shown, kind, limit, active, common, go, more, again, hrefOf }: Props) {
  const reply = state.kind === 'answered' ? state.reply : undefined;
  const asked = reply?.asked.trim() ?? '';
  const tally = reply?.counts ?? new Map<Kind, number>();
  const total = reply?.found.length ?? 0;
  const empty = reply !== undefined && shown.length === 0;
  const link = (to: Address, label: string) => (
    <a
      href={hrefOf(to)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        go(to);
      }}
    >
      {label}
    </a>
  );
  let number = 0;

  return (
    <>
      <p class="tally" role="status">
        {state.kind === 'loading' && '正在载入索引…'}
        {state.kind === 'answered' && !state.whole && '先列出标题里有的，正在查全文…'}
        {state.kind === 'answered' && state.whole && <Summary reply={state.reply} />}
      </p>
      {state.kind === 'failed' && (
        <div class="bar bad" role="alert">
          <p>索引没有载入成功，多半是网络断了。写的词还在，连上网后再试；也可以直接看大纲和通知全文。</p>
          <p class="acts">
            <button class="btn" type="button" onClick={again}>
              再查一次“{state.asked}”
            </button>
          </p>
        </div>
      )}
      {total > 0 && (
        <div class="kinds" role="group" aria-label="只看一类">
          <button
            type="button"
            aria-pressed={kind === undefined}
            onClick={() => {
              go({ q: asked, kind: undefined });
            }}
          >
            全部 <span class="num">{total}</span>
          </button>
          {kinds
            .filter((one) => tally.has(one) || one === kind)
            .map((one) => (
              <button
                type="button"
                key={one}
                aria-pressed={kind === one}
                onClick={() => {
                  go({ q: asked, kind: one });
                }}
              >
                {one} <span class="num">{tally.get(one) ?? 0}</span>
              </button>
            ))}
        </div>
      )}
      <div id="answers" role="listbox" aria-label="搜索结果" hidden={reply === undefined || empty}>
        {shown.map(({ heading, options }, at) => {
          const lines = options.map((option) => (
            <Line
              key={number}
              index={number}
              active={number++ === active}
              option={option}
              asked={asked}
              bare={kind !== undefined || (option.kind === 'entry' && option.label === heading)}
              go={go}
              hrefOf={hrefOf}
            />
          ));
          if (heading === '') return lines;
          return (
            <div role="group" aria-labelledby={`group-${String(at)}`} key={heading}>
              <p class="group" id={`group-${String(at)}`} role="presentation">
                {heading}
              </p>
              {lines}
            </div>
          );
        })}
      </div>
      {kind !== undefined && (tally.get(kind) ?? 0) > limit && (
        <p class="acts">
          <button class="btn quiet" type="button" onClick={more}>
            再列一些（还有 {(tally.get(kind) ?? 0) - limit} 条）
          </button>
        </p>
      )}
      {empty && (
        <div class="none">
          {total > 0 && kind !== undefined ? (
            <p>
              “{asked}”在“{kind}”里没有，其他类里有 {total} 条：
              {link({ q: asked, kind: undefined }, '看全部')}。
            </p>
          ) : (
            <>
              <p>
                没有找到“{asked}”。查过：
                {[...new Set(reply.tried.map(({ text }) => text))].join('、') || asked}
                ，也按拼音、同音字查过。可以少写几个字，或换一个说法。
              </p>
            </>
          )}
        </div>
      )}
      {(state.kind === 'idle' || empty) && (
        <>
          <h2>常查的词</h2>
          <ul class="words">
            {common.map((word) => (
              <li key={word}>{link({ q: word, kind: undefined }, word)}</li>
            ))}
          </ul>
          <p class="small">
            也可以从<a href={routes.syllabus}>培训大纲</a>、<a href={routes.notice}>通知全文</a>、
            <a href={routes.sources}>来源</a>里找。
          </p>
        </>
      )}
    </>
  );
}

/** How much was found, and for what. */
function Summary({ reply }: { readonly reply: Reply }) {
  const { asked, mended, found, near } = reply;
  const used = new Set(found.map(({ variant }) => variant.instead));
  const others = [...used].filter((one) => one !== undefined).slice(0, 4);
  return (
    <>
      {mended !== undefined && (
        <>
          没有“{asked.trim()}”，已按“{mended}”搜索。
        </>
      )}
      {found.length > 0
        ? `共 ${String(found.length)} 条`
        : near.length > 0
          ? '没有全部写到的，下面是相近的'
          : '没有找到'}
      {others.length > 0 && `，含同义的“${others.join('”“')}”`}
      {found.length > 0 || near.length > 0 ? '。' : `“${asked.trim()}”。`}
    </>
  );
}

interface LineProps {
  readonly option: Option;
  readonly index: number;
  readonly active: boolean;
  readonly asked: string;
  /** Its kind stands above already. */
  readonly bare: boolean;
  readonly go: (to: Address) => void;
  readonly hrefOf: (to: Address) => string;
}

/** One line of the list: a link as a whole. */
function Line({ option, index, active, asked, bare, go, hrefOf }: LineProps) {
  const id = optionId(index);
  switch (option.kind) {
    case 'all':
      return (
        <a
          id={id}
          role="option"
          aria-selected={active}
          class="answer all"
          href={hrefOf({ q: asked, kind: option.of })}
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            go({ q: asked, kind: option.of });
          }}
        >
          查看“{option.of}”全部 {option.count} 条
        </a>
      );
    case 'entry':
      return (
        <a id={id} role="option" aria-selected={active} class="answer" href={option.href}>
          <span class="title">
            <Pieces of={option.title} />
          </span>
          <span class="more">
            <span class="from">
              {!bare && <b>{option.label}</b>}
              {option.trail}
            </span>
            {option.lines.length > 0 && (
              <span class="lines">
                <Pieces of={option.lines} />
              </span>
            )}
          </span>
        </a>
      );
  }
}
