/** A modal dialog on the browser's own element: Escape closes it, focus stays in it and goes back afterwards. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface Props {
  label: string;
  class?: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Dialog({ label, class: name = '', onClose, children }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    dialog?.showModal();
    // The safe button, where the dialog names one; else the browser takes the first.
    const first = dialog?.querySelector('[data-first]');
    if (first instanceof HTMLElement) first.focus();
    return () => {
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
