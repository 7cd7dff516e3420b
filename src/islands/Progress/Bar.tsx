/** An interval on a scale from 0 to 100 %: the band is the interval, the stroke the estimate; said in words beside it. */
interface Props {
  /** 0 … 1 each. */
  low: number;
  high: number;
  at: number;
  label: string;
  wide?: boolean;
}

export function Bar({ low, high, at, label, wide = false }: Props) {
  const width = wide ? 400 : 120;
  const height = wide ? 34 : 16;
  const x = (share: number): number => Math.round(share * width * 10) / 10;
  return (
    <svg
      class={wide ? 'progress-bar is-wide' : 'progress-bar'}
      viewBox={`-1 0 ${width + 2} ${height}`}
      role="img"
      aria-label={label}
    >
      <line class="is-base" x1={0} x2={width} y1={8} y2={8} />
      {wide &&
        [0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <line class="is-base" x1={x(share)} x2={x(share)} y1={3} y2={13} />
            <text x={x(share)} y={30} text-anchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}>
              {share * 100}%
            </text>
          </g>
        ))}
      <rect class="is-band" x={x(low)} y={4} width={Math.max(2, x(high) - x(low))} height={8} rx={1} />
      <line class="is-at" x1={x(at)} x2={x(at)} y1={1} y2={15} />
    </svg>
  );
}
