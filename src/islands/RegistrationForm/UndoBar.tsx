/** Says what was done last, and takes it back. */
import type { Undo } from '../../stores/registration.ts';
import { Sign } from './Sign.tsx';

/** Where the focus goes once it is taken back: to what came back, since the button goes. */
export function placeOf(taken: Undo): string {
  switch (taken.kind) {
    case 'row':
      return `${taken.section}-${taken.row.key}-from`;
    case 'order':
      return `section-${taken.section}`;
    case 'enclosure':
      return 'enclosures';
    case 'handed':
      return 'handed';
    case 'all':
      return 'empty-form';
    default:
      return taken satisfies never;
  }
}

interface Props {
  readonly taken: Undo;
  readonly onUndo: () => void;
  readonly onShut: () => void;
}

export const UndoBar = ({ taken, onUndo, onShut }: Props) => (
  <p class="bar">
    <span>{taken.said}</span>
    <button type="button" class="btn quiet" onClick={onUndo}>
      撤销
    </button>
    <button type="button" class="btn quiet shut" aria-label="关闭这条提示" onClick={onShut}>
      <Sign shape="M5 5l14 14M19 5L5 19" size={18} />
    </button>
  </p>
);
