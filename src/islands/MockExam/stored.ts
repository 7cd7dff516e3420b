/** Who sees a score may close the browser: it is shown once handing in is stored, or it is known that it is not. */
import { useRef } from 'preact/hooks';
import { $saving } from '../../stores/exam.ts';
import { useSelected } from '../select.ts';

/** Whether what was done up to now is stored, or was found not to be; what is done later does not take that back. */
export function useStored(): boolean {
  const storing = useSelected($saving, ({ kind }) => kind === 'saving');
  const settled = useRef(false);
  if (!storing) settled.current = true;
  return settled.current;
}
