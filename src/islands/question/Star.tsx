/** 收藏: a star to put on an item, and to take off again; pressing it again is the undo. */
import { useEffect } from 'preact/hooks';
import { rootOf } from '../../domain/exam/template.ts';
import { $stars, needLearning, star } from '../../stores/learning.ts';
import { useNow } from '../select.ts';

export function Star({ item }: { item: string }) {
  const on = useNow($stars).includes(rootOf(item));
  useEffect(() => {
    void needLearning();
  }, []);
  return (
    <button
      class="btn quiet q-star"
      type="button"
      aria-pressed={on}
      onClick={() => {
        void star(item, !on);
      }}
    >
      <span aria-hidden="true">{on ? '★' : '☆'}</span> {on ? '已收藏' : '收藏'}
    </button>
  );
}
