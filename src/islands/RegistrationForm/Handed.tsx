/** Says what came along from the eligibility checker, to be looked at, and takes it out again. */
import {
  fieldIds,
  fieldOf,
  placeId,
  sectionIds,
  sections,
  type Draft,
} from '../../domain/registration/form.ts';
import { handBack, type Handed } from '../../stores/registration.ts';

const rowsOf = {
  study: '',
  work: '段的起止年月',
  certificates: '本的等级',
} as const;

/** What stands in the form as it came, place by place, each with its sentence. */
export function notesOf(handed: Handed | undefined, draft: Draft): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!handed) return found;
  for (const field of fieldIds)
    if (handed.values[field] !== undefined && draft.values[field] === handed.values[field])
      found.set(placeId({ kind: 'field', field }), '从“我能报吗”带来，请核对。');
  for (const { section, key, cells, about } of handed.rows) {
    const row = draft.rows[section].find((one) => one.key === key);
    for (const [column, cell] of Object.entries(cells))
      if (row?.cells[column] === cell)
        found.set(
          placeId({ kind: 'cell', section, key, column }),
          `从“我能报吗”带来${about === undefined ? '' : `（${about}）`}，请核对。`,
        );
  }
  return found;
}

export function HandedOver({ handed, onBack }: { readonly handed: Handed; readonly onBack: () => void }) {
  const fields = fieldIds.filter((id) => handed.values[id] !== undefined).map((id) => fieldOf(id).label);
  const tables = sectionIds.flatMap((section) => {
    const { length } = handed.rows.filter((row) => row.section === section);
    return length === 0 ? [] : [`${sections[section].label} ${String(length)} ${rowsOf[section]}`];
  });
  return (
    <section class="bar ask" id="handed" tabIndex={-1} aria-label="从“我能报吗”带来的内容">
      <p>
        <b>从“我能报吗”带来，请核对：</b>
        {[...fields, ...tables].join('、')}。那里没有问到的（专业名称、单位、证书名称和取得年月等）请自己填。
      </p>
      <p class="acts">
        <button
          type="button"
          class="btn quiet"
          onClick={() => {
            handBack('已移除从“我能报吗”带来的内容。');
            onBack();
          }}
        >
          移除带来的内容
        </button>
      </p>
    </section>
  );
}
