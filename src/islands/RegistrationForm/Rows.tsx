/** A table of the form: 学习经历, 工作经历, 已有证书. Rows are added, filled in and removed; a removal can be taken back. */
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { columnsOf, mostRows, sections, type SectionId } from '../../domain/registration/form.ts';
import { addRow, removeRow } from '../../stores/registration.ts';
import { useDesk } from './desk.ts';
import { CellField } from './Fields.tsx';

export function Rows({ section }: { readonly section: SectionId }) {
  const desk = useDesk();
  const [added, setAdded] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const adder = useRef<HTMLButtonElement>(null);
  const { label, required, hint } = sections[section];
  const rows = desk.draft.rows[section];
  const problems = desk.problemsAt(`section-${section}`);
  const noun = section === 'certificates' ? '本' : '段';

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
          <li key={row.key}>
            <div class="entry-head">
              <b class="num">
                {label}第 {index + 1} {noun}
              </b>
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
        {problems.map(({ sentence }) => (
          <p class="err" key={sentence}>
            <b>要改：</b>
            {sentence}
          </p>
        ))}
      </div>
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
