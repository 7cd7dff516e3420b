/** A table of the form: 学习经历, 工作经历, 已有证书. Rows are added, filled in, moved and removed; a removal can be taken back. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { columnsOf, mostRows, sections, type SectionId } from '../../domain/registration/form.ts';
import { addRow, moveRow, removeRow, sortRows } from '../../stores/registration.ts';
import { useDesk } from './desk.ts';
import { CellField } from './Fields.tsx';
import { useReorder } from './reorder.tsx';

export function Rows({ section }: { readonly section: SectionId }) {
  const desk = useDesk();
  const [added, setAdded] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const { label, required, hint } = sections[section];
  const rows = desk.draft.rows[section];
  const problems = desk.problemsAt(`section-${section}`);
  const noun = section === 'certificates' ? '本' : '段';
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const { classOf, mover, said } = useReorder(list, keys, (key, to) => {
    moveRow(section, key, to);
  });

  // A new row is filled in at once: the first of its fields takes the focus.
  useLayoutEffect(() => {
    if (added === '' || !rows.some(({ key }) => key === added)) return;
    list.current?.querySelector<HTMLInputElement>(`#${section}-${added}-from`)?.focus();
    setAdded('');
  }, [added, rows, section]);

  return (
    <fieldset
      class="rows-of"
      id={`section-${section}`}
      tabIndex={-1}
      aria-describedby={`section-${section}-hint section-${section}-err`}
    >
      <legend>
        {label}
        {!required && <small>（没有就不填）</small>}
      </legend>
      <p class="hint" id={`section-${section}-hint`}>
        {hint}。
      </p>
      <ol class="entries" ref={list}>
        {rows.map((row, index) => (
          <li key={row.key} class={classOf(row.key, index)}>
            <div class="entry-head">
              <b class="num">
                {label}第 {index + 1} {noun}
              </b>
              {rows.length > 1 && mover(row.key, index, `${label}第 ${String(index + 1)} ${noun}`)}
              <button
                type="button"
                class="btn quiet"
                onClick={() => {
                  removeRow(section, row.key, `已删除${label}第 ${String(index + 1)} ${noun}。`);
                  adder.current?.focus();
                }}
              >
                删除<span class="visually-hidden">{`${label}第 ${String(index + 1)} ${noun}`}</span>
              </button>
            </div>
            <div class={`grid ${section}`}>
              {columnsOf(section).map(([column, field]) => (
                <CellField
                  key={column}
                  {...{ section, column, field }}
                  row={row.key}
                  value={row.cells[column] ?? ''}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <div id={`section-${section}-err`}>
        {problems.map(({ weight, sentence }) => (
          <div class={weight === 'error' ? 'err' : 'err look'} key={sentence}>
            <p>
              <b>{weight === 'error' ? '要改：' : '请核对：'}</b>
              {sentence}
            </p>
            {weight === 'warning' && (
              <button
                type="button"
                class="btn quiet"
                onClick={() => {
                  sortRows(section, `${label}已按时间排列。`);
                  adder.current?.focus();
                }}
              >
                按时间排列{label}
              </button>
            )}
          </div>
        ))}
      </div>
      {section === 'work' && desk.workSum !== '' && <p class="hint num">{desk.workSum}</p>}
      <p class="visually-hidden" role="status">
        {said}
      </p>
      <button
        type="button"
        class="btn quiet"
        ref={adder}
        disabled={rows.length >= mostRows}
        onClick={() => {
          setAdded(addRow(section));
        }}
      >
        添加一{noun}
        {section === 'certificates' ? '证书' : label}
      </button>
    </fieldset>
  );
}
