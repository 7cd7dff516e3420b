/** A modal dialog on the browser's own element: Escape closes it, focus stays in it and goes back afterwards. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  class?: string;
  onClose: () => void;
  /** A press beside the dialog closes it too. */
  light?: boolean;
  children: ComponentChildren;
}

/** Whether a press lies outside a box: the backdrop belongs to the dialog element itself. */
const beside = (element: HTMLElement, { clientX, clientY }: MouseEvent): boolean => {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
};

export function Dialog({ label, class: name = '', onClose, light = false, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    // The safe button, where the dialog names one; else the browser takes the first.
    const first = dialog?.querySelector('[data-first]');
    if (first instanceof HTMLElement) first.focus();
    // Escape and the button do the same for those without a pointer.
    const press = (event: MouseEvent): void => {
      if (dialog && event.target === dialog && beside(dialog, event)) onClose();
    };
    if (light) dialog?.addEventListener('click', press);
    return () => {
      dialog?.removeEventListener('click', press);
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected && document.activeElement === document.body)
        before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={`exam-dialog ${name}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {children}
    </dialog>
  );
}
