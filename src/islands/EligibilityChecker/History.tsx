/** A working life as periods: first and last month of each; what they add up to is counted by the domain. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { addUp, ahead, isPeriod, place, sayMonths, type Period } from '../../domain/eligibility/duration.ts';

interface Props {
  readonly periods: readonly Period[];
  /** The last month that counts, yyyy-mm. */
  readonly until: string;
  readonly onPeriods: (periods: readonly Period[]) => void;
}
const blank: Period = { from: '', to: '' };

export function History({ periods, until, onPeriods }: Props) {
  const [rows, setRows] = useState<readonly Period[]>(periods.length > 0 ? periods : [blank]);
  /** Whether the browser has no field for months, so that they are typed. */
  const [plain, setPlain] = useState(false);
  const list = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    setPlain(list.current?.querySelector('input')?.type !== 'month');
  }, []);
  const [open, setOpen] = useState(periods.length > 0);
  useEffect(() => {
    // Opened where there is something to see; the row that is being changed never shuts it.
    if (periods.length > 0) setOpen(true);
    setRows((now) => (same(now.filter(isPeriod), periods) ? now : periods.length > 0 ? periods : [blank]));
  }, [periods]);
  const keep = (next: readonly Period[]) => {
    setRows(next);
    const whole = next.filter(isPeriod);
    if (!same(whole, periods)) onPeriods(whole);
  };
  const work = addUp(periods, until);
  return (
    <details
      ref={list}
      class="history"
      open={open}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>不好算？按起止年月逐段填</summary>
      <p class="small">
        首尾两个月都算；下一段不晚于上一段结束的次月开始，就算连续；重叠只算一次。
        {plain && '写成 2019-03 这样。'}
      </p>
      {rows.map((row, at) => {
        const typed = (month: string) => month.length === 7 && month >= '1900';
        const wrong = typed(row.from) && typed(row.to) && !isPeriod(row);
        const half = !wrong && !isPeriod(row) && (row.from !== '' || row.to !== '');
        const later = isPeriod(row) ? ahead(row, until) : 'nothing';
        const put = (key: keyof Period, value: string) => {
          keep(rows.map((one, index) => (index === at ? { ...one, [key]: value } : one)));
        };
        return (
          // Rows have no name of their own; they are only appended and removed.
          <div class="period" key={at}>
            <label>
              第 {at + 1} 段，从
              <input
                type="month"
                placeholder="2019-03"
                maxLength={7}
                value={row.from}
                aria-invalid={wrong}
                onInput={(event) => {
                  put('from', event.currentTarget.value.trim());
                }}
              />
            </label>
            <label>
              到
              <input
                type="month"
                placeholder="2021-08"
                maxLength={7}
                value={row.to}
                aria-invalid={wrong}
                onInput={(event) => {
                  put('to', event.currentTarget.value.trim());
                }}
              />
            </label>
            <button
              type="button"
              class="btn quiet"
              aria-label={`删去第 ${at + 1} 段`}
              onClick={() => {
                keep(rows.length > 1 ? rows.filter((_, index) => index !== at) : [blank]);
              }}
            >
              删去
            </button>
            {later !== 'nothing' && (
              <p class="small" role="status">
                {later === 'tail'
                  ? `这一段算到 ${until} 为止，之后的没有计入。`
                  : `这一段在 ${until} 之后，没有计入。`}
              </p>
            )}
            {half && <p class="small">没填完，先不计入；没填完的一段不会带进网址。</p>}
            {wrong && (
              <p class="err" role="alert">
                这一段没有计入，也不会带进网址：{plain && '年月要像 2019-03，'}结束不能早于开始。
              </p>
            )}
          </div>
        );
      })}
      <button
        type="button"
        class="btn quiet"
        onClick={() => {
          setRows([...rows, blank]);
        }}
      >
        再加一段
      </button>
      {work.stretches.length > 0 && (
        <div class="sum">
          <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
            {place(work).map(({ from, width }) => (
              <rect key={from} x={from} y="0" width={width} height="6" />
            ))}
          </svg>
          <ul class="small">
            {work.stretches.map((one) => (
              <li key={one.from}>
                {one.from} 至 {one.to}：连续 {sayMonths(one.months)}
              </li>
            ))}
          </ul>
          <p class="small">
            累计 {sayMonths(work.total)}，最长连续 {sayMonths(work.continuous)}
            {work.overlap > 0 && `；重叠的 ${sayMonths(work.overlap)}只算一次`}。
            首尾不满整月的也算了进去，按日算可能少一两个月，以主办单位审核为准。
          </p>
        </div>
      )}
    </details>
  );
}

const same = (a: readonly Period[], b: readonly Period[]): boolean =>
  a.length === b.length &&
  a.every((one, at) => {
    const other = b[at];
    return other !== undefined && one.from === other.from && one.to === other.to;
  });
