/** A stroked sign inside a button that says in words what it does. */
export const Sign = ({ shape, size }: { readonly shape: string; readonly size: number }) => (
  <svg viewBox="0 0 24 24" width={size} height={size} fill="none" stroke="currentColor" stroke-width="1.7">
    <path d={shape} />
  </svg>
);
