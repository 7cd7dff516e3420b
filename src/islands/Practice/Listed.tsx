/** 错题本 or 收藏 to look at, by section; what is taken off stays in its place as long as the page does. */
import { useEffect, useState } from 'preact/hooks';
import type { Entry, Library } from '../../domain/exam/template.ts';
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

export function Listed({ title, items, words: [off, back], bank, onOpen, onPractise, onSet }: Props) {
  const [shown, setShown] = useState(items);
  useEffect(() => {
    setShown((before) => [...items.filter((id) => !before.includes(id)), ...before]);
  }, [items]);
  if (shown.length === 0) return null;
  const sectionOf = new Map(bank?.items.map(({ id, section }): [string, Section] => [id, section]));
  const groups = [...sections, undefined].flatMap((section) => {
    const own = shown.filter((id) => sectionOf.get(id) === section);
    return own.length > 0 ? [{ section, own }] : [];
  });
  return (
    <details class="practice-list" onToggle={onOpen}>
      <summary>{title}</summary>
      {groups.map(({ section, own }) => {
        const on = own.filter((id) => items.includes(id));
        return (
          <section key={section ?? ''}>
            <div class="practice-list-head">
              <h2>
                {section ? `${section} ${sectionTitles[section]}` : bank ? '已从题库撤下的' : '正在下载题库…'}
                <span class="small num">　{on.length} 题</span>
              </h2>
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
            </div>
            <ol>
              {own.map((id) => {
                const kept = items.includes(id);
                const stem = bank && stemOf(bank, id);
                return (
                  <li key={id}>
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
              })}
            </ol>
          </section>
        );
      })}
    </details>
  );
}
