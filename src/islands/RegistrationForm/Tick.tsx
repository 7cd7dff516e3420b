/** A box to tick, with its words. */
interface Props {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onTick: (checked: boolean) => void;
}

export function Tick({ label, checked, disabled = false, onTick }: Props) {
  return (
    <label class="opt">
      <input
        type="checkbox"
        autocomplete="off"
        checked={checked}
        disabled={disabled}
        onChange={(event) => {
          onTick(event.currentTarget.checked);
        }}
      />
      <span>{label}</span>
    </label>
  );
}
