/** A button that opens the system's choice of files, or its camera where the device is held in the hand. */
interface Props {
  readonly label: string;
  readonly accept: string;
  readonly multiple?: boolean;
  /** user: the camera that looks at whoever holds it; environment: the other one. */
  readonly camera?: 'user' | 'environment';
  readonly onPick: (files: readonly File[]) => void;
}

/** Only a device without a mouse opens a camera for such a field; elsewhere it would be a second choice of files. */
const inHand = (): boolean => matchMedia('(hover: none) and (pointer: coarse)').matches;

export function Pick({ label, accept, multiple = false, camera, onPick }: Props) {
  if (camera !== undefined && !inHand()) return null;
  return (
    <label class="btn quiet pick">
      {label}
      <input
        type="file"
        class="visually-hidden"
        accept={accept}
        multiple={multiple}
        capture={camera}
        onChange={(event) => {
          const input = event.currentTarget;
          const files = [...(input.files ?? [])];
          // The same file may be chosen again.
          input.value = '';
          if (files.length > 0) onPick(files);
        }}
      />
    </label>
  );
}
