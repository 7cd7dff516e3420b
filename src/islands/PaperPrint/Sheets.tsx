/** A document on A4 sheets with its 卷号 and page numbers: broken into pages here, since not every browser numbers them. */
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { leaves } from '../../domain/exam/leaves.ts';

export interface Block {
  readonly key: string;
  readonly content: ComponentChildren;
  /** Stays with the block after it. */
  readonly heads?: boolean;
}

interface Props {
  /** Stands above every page. */
  title: string;
  number: string;
  blocks: readonly Block[];
}

export function Sheets({ title, number, blocks }: Props) {
  const [pages, setPages] = useState<readonly (readonly number[])[]>([]);
  const measure = useRef<HTMLDivElement>(null);
  const shown = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const box = measure.current;
    if (!box) return;
    const room = box.querySelector('.sheet-body')?.clientHeight ?? 0;
    const heights = [...box.querySelectorAll('.sheet-measured > .sheet-block')].map((one) =>
      Math.ceil(one.getBoundingClientRect().height),
    );
    setPages(
      leaves(
        blocks.map(({ heads = false }, place) => ({ height: heights[place] ?? 0, heads })),
        room,
      ),
    );
  }, [blocks]);

  // The preview shrinks to the screen; on paper a sheet is a sheet.
  useLayoutEffect(() => {
    const box = shown.current;
    const parent = box?.parentElement;
    const sheet = measure.current?.querySelector('.sheet');
    if (!box || !parent || !sheet) return undefined;
    const fit = (): void => {
      const whole = sheet.getBoundingClientRect().width;
      box.style.setProperty('zoom', String(Math.min(1, parent.clientWidth / whole)));
    };
    const watch = new ResizeObserver(fit);
    watch.observe(parent);
    return () => {
      watch.disconnect();
    };
  }, []);

  return (
    <div class="sheets">
      <div class="sheets-measure" ref={measure} aria-hidden="true">
        <Sheet title={title} number={number} page={1} of={1}>
          {' '}
        </Sheet>
        <div class="sheet-measured">
          {blocks.map(({ key, content }) => (
            <div class="sheet-block" key={key}>
              {content}
            </div>
          ))}
        </div>
      </div>
      <div class="sheets-shown" ref={shown}>
        {pages.map((page, index) => (
          <Sheet key={index} title={title} number={number} page={index + 1} of={pages.length}>
            {page.map((place) => {
              const block = blocks[place];
              return (
                block && (
                  <div class="sheet-block" key={block.key}>
                    {block.content}
                  </div>
                )
              );
            })}
          </Sheet>
        ))}
      </div>
    </div>
  );
}

interface SheetProps {
  title: string;
  number: string;
  page: number;
  of: number;
  children: ComponentChildren;
}

const Sheet = ({ title, number, page, of, children }: SheetProps) => (
  <section class="sheet" aria-label={`${title}第 ${page} 页`}>
    <p class="sheet-head num">
      <span>{title}</span>
      <span>卷号 {number}</span>
    </p>
    <div class="sheet-body">{children}</div>
    <p class="sheet-foot num">
      第 {page} 页，共 {of} 页
    </p>
  </section>
);
