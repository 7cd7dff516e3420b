/** The search page's hands: a box, what was found by kind, and the address that brings it back. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { counts } from '../../domain/search/arrange.ts';
import { kinds, type Kind } from '../../domain/search/shelf.ts';
import { asset, routes } from '../../routes.ts';
import { Answers, optionId } from './Answers.tsx';
import { openLibrary, type Engine, type Library, type Reply } from './library.ts';
import { layOut, type Shown } from './layout.ts';

interface Props {
  /** Words to offer where nothing is asked or nothing was found. */
  readonly common: readonly string[];
}
type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly asked: string }
  | { readonly kind: 'answered'; readonly reply: Reply; readonly whole: boolean }
  | { readonly kind: 'failed'; readonly asked: string };

const folder = asset('pagefind/');
let tries = 0;
const engine = async (): Promise<Engine> => {
  // A browser may remember for good that a module could not be fetched: another try goes by another name.
  const url = `${folder}pagefind.js${tries === 0 ? '' : `?${String(tries)}`}`;
  tries += 1;
  return (await import(/* @vite-ignore */ url)) as Engine;
};
/** Shared by every mount of the page; forgotten when it fails, so that the next try begins anew. */
let library: Promise<Library> | undefined;
const open = (): Promise<Library> =>
  (library ??= openLibrary(folder, engine).catch((error: unknown) => {
    library = undefined;
    throw error;
  }));
/** Fetches everything a first answer needs while the visitor is still reaching for the keys. */
const warm = (): void =>
  void open()
    .then((opened) => opened.warm())
    .catch(() => undefined);

const pause = 150;
const step = 20;

interface Address {
  readonly q: string;
  readonly kind: Kind | undefined;
}
const readAddress = (): Address => {
  const given = new URLSearchParams(location.search);
  return { q: given.get('q') ?? '', kind: kinds.find((one) => one === given.get('in')) };
};
const addressOf = ({ q, kind }: Address): string => {
  const to = new URLSearchParams();
  if (q !== '') to.set('q', q);
  if (kind !== undefined) to.set('in', kind);
  const query = to.toString();
  return routes.search + (query === '' ? '' : `?${query}`);
};

export default function Search({ common }: Props) {
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Kind>();
  const [state, setState] = useState<State>({ kind: 'idle' });
  const [shown, setShown] = useState<readonly Shown[]>([]);
  const [limit, setLimit] = useState(step);
  const [active, setActive] = useState(-1);
  const box = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const turn = useRef(0);
  const timer = useRef(0);

  /** Asks and shows, unless a later question has been asked meanwhile. */
  async function ask(asked: string, only: Kind | undefined, upTo = step): Promise<void> {
    const mine = ++turn.current;
    const current = () => mine === turn.current;
    setActive(-1);
    setLimit(upTo);
    if (asked.trim() === '') {
      setState({ kind: 'idle' });
      setShown([]);
      return;
    }
    try {
      setState((before) =>
        before.kind === 'answered' && before.whole ? before : { kind: 'loading', asked },
      );
      const opened = await open();
      const show = async (reply: Reply, whole: boolean): Promise<void> => {
        const lay = (patience: number) => layOut(opened, reply, only, upTo, patience);
        const first = await lay(400);
        if (!current()) return;
        setShown(first.shown);
        setState({ kind: 'answered', reply, whole });
        if (first.complete) return;
        const later = await lay(Infinity);
        if (current()) setShown(later.shown);
      };
      const asking = opened.ask(asked);
      const first = await Promise.race([
        asking,
        new Promise<undefined>((resolve) => setTimeout(resolve, 250, undefined)),
      ]);
      if (!current()) return;
      const titles = opened.glance(asked);
      // The index is slow to come: titles can be told already.
      if (first === undefined && titles.length > 0)
        void show(
          {
            asked,
            mended: undefined,
            found: titles,
            counts: counts(titles, opened.entries),
            near: [],
            tried: [],
          },
          false,
        );
      await show(first ?? (await asking), true);
    } catch {
      if (current()) setState({ kind: 'failed', asked });
    }
  }
  const write = (asked: string): void => {
    setText(asked);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      history.replaceState(null, '', addressOf({ q: asked.trim(), kind }));
      void ask(asked, kind);
    }, pause);
  };
  const latest = useRef(write);
  latest.current = write;
  /** Goes to a question as by a link: the way back leads to the one before. */
  const go = (to: Address): void => {
    clearTimeout(timer.current);
    history.pushState(null, '', addressOf(to));
    setText(to.q);
    setKind(to.kind);
    void ask(to.q, to.kind);
  };

  useEffect(() => {
    const take = (): void => {
      const given = readAddress();
      setText(given.q);
      setKind(given.kind);
      void ask(given.q, given.kind);
    };
    // What was typed before the script came is kept.
    const early = box.current?.value ?? '';
    if (early !== '' && readAddress().q === '') write(early);
    else take();
    if (early === '' && readAddress().q === '' && matchMedia('(pointer: fine)').matches) box.current?.focus();
    else if (document.activeElement === box.current) warm();
    const key = (event: KeyboardEvent): void => {
      const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      const target = event.target;
      const writing = target instanceof HTMLElement && /^(input|textarea|select)$/i.test(target.tagName);
      if (
        event.isComposing ||
        (!k && (event.key !== '/' || writing || event.ctrlKey || event.metaKey || event.altKey))
      )
        return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    const input = box.current;
    // By hand, since Preact's onCompositionEnd listens for an event of that spelling, which never comes.
    const begun = (): void => {
      composing.current = true;
    };
    const ended = (): void => {
      composing.current = false;
      if (input) latest.current(input.value);
    };
    input?.addEventListener('compositionstart', begun);
    input?.addEventListener('compositionend', ended);
    addEventListener('popstate', take);
    addEventListener('keydown', key, { capture: true });
    return () => {
      input?.removeEventListener('compositionstart', begun);
      input?.removeEventListener('compositionend', ended);
      removeEventListener('popstate', take);
      removeEventListener('keydown', key, { capture: true });
    };
  }, []);

  const options = shown
    .flatMap(({ options: inside }) => inside)
    .slice(0, kind === undefined ? undefined : limit);
  const follow = (index: number, apart: boolean): void => {
    const option = document.getElementById(optionId(index));
    if (!(option instanceof HTMLAnchorElement)) return;
    if (apart) window.open(option.href, '_blank', 'noopener');
    else option.click();
  };
  const move = (to: number): void => {
    setActive(to);
    document.getElementById(optionId(to))?.scrollIntoView({ block: 'nearest' });
  };
  const keydown = (event: KeyboardEvent): void => {
    // An input method's own Enter, arrows and Esc are not ours; Safari sends its Enter after the composition's end, as 229.
    if (event.isComposing || composing.current || Reflect.get(event, 'keyCode') === 229) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        if (options.length === 0) return;
        event.preventDefault();
        const places = options.length + 1;
        move(((active + 1 + (event.key === 'ArrowDown' ? 1 : places - 1)) % places) - 1);
        return;
      }
      case 'Enter':
        event.preventDefault();
        if (active >= 0) follow(active, event.ctrlKey || event.metaKey);
        else {
          clearTimeout(timer.current);
          history.replaceState(null, '', addressOf({ q: text.trim(), kind }));
          void ask(text, kind);
          if (!matchMedia('(pointer: fine)').matches) box.current?.blur();
        }
        return;
      case 'Escape':
        event.preventDefault();
        if (active >= 0) setActive(-1);
        else if (text !== '') {
          setKind(undefined);
          write('');
        } else box.current?.blur();
        return;
      default:
    }
  };
  const total = state.kind === 'answered' ? state.reply.found.length + state.reply.near.length : 0;

  return (
    <div class="search">
      <search>
        <label class="visually-hidden" htmlFor="q">
          搜索通知、大纲、笔记、题目和法规
        </label>
        <input
          ref={box}
          id="q"
          type="search"
          role="combobox"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="search"
          placeholder="报考条件、配额、清缴、CCER、pinyin…"
          aria-expanded={total > 0}
          aria-controls="answers"
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? optionId(active) : undefined}
          value={text}
          onFocus={warm}
          onKeyDown={keydown}
          onInput={(event) => {
            if (event.isComposing) setText(event.currentTarget.value);
            else write(event.currentTarget.value);
          }}
        />
      </search>
      <Answers
        state={state}
        shown={shown}
        kind={kind}
        limit={limit}
        active={active}
        common={common}
        go={go}
        more={() => void ask(text, kind, limit + step)}
        again={() => void ask(text, kind)}
        hrefOf={addressOf}
      />
    </div>
  );
}
