/** What must be seen in the room: an answer not stored, a paper held by another tab, a clock that leapt. */
import { useState } from 'preact/hooks';
import { sayDuration, type Sheet } from '../../domain/exam/attempt.ts';
import { $history, $saving, $sitting, restore, sittingFile, takeOver } from '../../stores/exam.ts';
import { save } from '../save.ts';
import { useNow, useSelected } from '../select.ts';
import { sayTime } from './words.ts';

/** 已保存 appears only once the storage has acknowledged everything. */
export function Saved() {
  const saving = useNow($saving);
  const durable = useSelected($history, (history) => history.kind !== 'ready' || history.durable);
  if (saving.kind === 'failing') return <span class="exam-saved verdict bad">没有保存</span>;
  if (!durable) return <span class="exam-saved verdict ask">不能保存</span>;
  return (
    <span class="exam-saved num">
      <span>
        {saving.kind === 'saved'
          ? `已保存 ${sayTime(saving.at)}`
          : saving.kind === 'saving'
            ? '正在保存…'
            : ''}
      </span>
    </span>
  );
}

export function Banners({ sheet }: { sheet: Sheet }) {
  const failing = useSelected($saving, (saving) => (saving.kind === 'failing' ? saving.count : 0));
  const hold = useSelected($sitting, (sitting) => sitting?.hold);
  const leap = useSelected($sitting, (sitting) =>
    sitting && sitting.hold === 'here' && !sitting.state.restored ? sitting.state.leap : 0,
  );
  const [dismissed, setDismissed] = useState(false);
  return (
    <div class="exam-banners">
      {failing > 0 && (
        <div class="bar bad" role="alert">
          <b>最近的 {failing} 步没有存进这台设备</b>
          ，正在每隔几秒重试。答案还在这个页面里，可以照常答题和交卷；请不要关闭或刷新。
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              save(sittingFile(), `答案-${sheet.number}.json`);
            }}
          >
            另存我的答案
          </button>
        </div>
      )}
      {hold === 'elsewhere' && (
        <div class="bar ask" role="alert">
          <b>这份试卷正在另一个标签页里作答</b>，这里只能看。
          <button
            class="btn"
            type="button"
            onClick={() => {
              void takeOver();
            }}
          >
            在此继续
          </button>
        </div>
      )}
      {hold === 'newer' && (
        <div class="bar ask" role="alert">
          <b>这份试卷由本站更新的版本写过</b>
          ，这里只能看，什么都不会改动。请刷新这个页面，换成新版本再接着答。
        </div>
      )}
      {leap > 0 && !dismissed && (
        <div class="bar ask" role="status">
          这台设备的时钟一下子走了 {sayDuration(leap)}
          ，已按经过的时间计算。如果不是电脑睡眠，而是时钟被改动，可以把这段时间补回来，只有一次，成绩上会注明。
          <button class="btn quiet" type="button" onClick={restore}>
            补回这段时间
          </button>
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              setDismissed(true);
            }}
          >
            不用补
          </button>
        </div>
      )}
    </div>
  );
}
