/** 错题本 or 收藏 to look at, by section; what is taken off stays in its place as long as the page does. */
import { useEffect, useState } from 'preact/hooks';
import type { Entry, Library } from '../../domain/exam/template.ts';
import { portion } from '../../domain/learning/row.ts';
import { sections, sectionTitles, type Section } from '../../domain/notice.ts';
import { stemOf } from '../question/stem.ts';
import { Text } from '../question/Text.tsx';

interface Props {
  title: string;
  items: readonly string[];
  /** What the button says that takes an item off the list, and the one that puts it back. */
  words: readonly [off: string, back: string];
  /** Undefined until it is here. */
  bank: { readonly items: readonly Entry[]; readonly byId: Library } | undefined;
  onOpen: () => void;
  onPractise: (ids: readonly string[]) => void;
  onSet: (id: string, on: boolean) => void;
}

export function Listed(props: Props) {
  const { title, items, onOpen } = props;
  // Hundreds of questions are laid out only for who opens them.
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState(items);
  useEffect(() => {
    setShown((before) => {
      const there = new Set(before);
      return [...items.filter((id) => !there.has(id)), ...before];
    });
  }, [items]);
  if (shown.length === 0) return null;
  return (
    <details
      class="practice-list"
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        onOpen();
      }}
    >
      <summary>{title}</summary>
      {open && <Groups {...props} shown={shown} />}
    </details>
  );
}

function Groups({ items, shown, words, bank, onPractise, onSet }: Props & { shown: readonly string[] }) {
  const kept = new Set(items);
  const sectionOf = new Map(bank?.items.map(({ id, section }): [string, Section] => [id, section]));
  const groups = [...sections, undefined].flatMap((section) => {
    const own = shown.filter((id) => sectionOf.get(id) === section);
    return own.length > 0 ? [{ section, own }] : [];
  });
  return (
    <>
      {groups.map(({ section, own }) => {
        const on = own.filter((id) => kept.has(id));
        return (
          <Group
            // Once the bank is here the sections are others.
            key={section ?? (bank ? 'gone' : 'waiting')}
            name={
              section ? `${section} ${sectionTitles[section]}` : bank ? '已从题库撤下的' : '正在下载题库…'
            }
            count={on.length}
            few={shown.length <= portion}
          >
            {() => (
              <>
                {section && on.length > 1 && (
                  <button
                    class="btn quiet"
                    type="button"
                    aria-label={`练这一节的 ${on.length} 题：${section}`}
                    onClick={() => {
                      onPractise(on);
                    }}
                  >
                    练这一节的 {on.length} 题
                  </button>
                )}
                <ol>
                  {own.map((id) => (
                    <Line
                      key={id}
                      id={id}
                      stem={bank && stemOf(bank, id)}
                      kept={kept.has(id)}
                      words={words}
                      onPractise={onPractise}
                      onSet={onSet}
                    />
                  ))}
                </ol>
              </>
            )}
          </Group>
        );
      })}
    </>
  );
}

interface GroupProps {
  name: string;
  count: number;
  /** A short list stands open at once. */
  few: boolean;
  /** Laid out only for who opens it. */
  children: () => preact.JSX.Element;
}

function Group({ name, count, few, children }: GroupProps) {
  const [open, setOpen] = useState(few);
  return (
    <details
      class="practice-group"
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>
        {name}
        <span class="small num">　{count} 题</span>
      </summary>
      {open && children()}
    </details>
  );
}

interface LineProps extends Pick<Props, 'words' | 'onPractise' | 'onSet'> {
  id: string;
  /** Undefined where the bank does not hold it, or is not here yet. */
  stem: string | undefined;
  kept: boolean;
}

const Line = ({ id, stem, kept, words: [off, back], onPractise, onSet }: LineProps) => (
  <li>
    <span class={kept ? '' : 'is-off'}>{stem === undefined ? id : <Text>{stem}</Text>}</span>
    <span class="practice-row-acts">
      {kept && (
        <button
          class="btn quiet"
          type="button"
          aria-label={`练这一题：${stem ?? id}`}
          onClick={() => {
            onPractise([id]);
          }}
        >
          练这一题
        </button>
      )}
      <button
        class="btn quiet"
        type="button"
        aria-label={`${kept ? off : back}：${stem ?? id}`}
        onClick={() => {
          onSet(id, !kept);
        }}
      >
        {kept ? off : back}
      </button>
    </span>
  </li>
);
