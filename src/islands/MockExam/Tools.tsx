/** How the visitor likes the room: size of type, clock, keys; leaving and pausing. All of it remembered. */
import type { Sheet } from '../../domain/exam/attempt.ts';
import { $sitting, leave, pause } from '../../stores/exam.ts';
import { $settings, changeSettings } from '../../stores/settings.ts';
import { KeyHint } from '../question/keys.tsx';
import { useNow, useSelected } from '../select.ts';

interface Props {
  sheet: Sheet;
  onSay: () => void;
}

export function Tools({ sheet, onSay }: Props) {
  const { zoom, clock, keys, next } = useNow($settings);
  const here = useSelected($sitting, (sitting) => sitting?.hold === 'here');
  const options = useSelected(
    $sitting,
    (sitting) =>
      sheet.questions.find((question) => question.item === sitting?.state.current)?.order.length ?? 0,
  );
  return (
    <div class="exam-tools">
      {keys && (
        <KeyHint
          options={options}
          others={[
            [['M'], '标记'],
            [['←', '→'], '换题'],
            [['T'], '报时'],
            [['='], '计算器'],
          ]}
        />
      )}
      <details>
        <summary>字号、时钟与按键</summary>
        <div class="acts">
          <button
            class="btn quiet"
            type="button"
            disabled={zoom === 0}
            onClick={() => {
              changeSettings({ zoom: Math.max(0, zoom - 1) });
            }}
          >
            字小一点
          </button>
          <button
            class="btn quiet"
            type="button"
            disabled={zoom === 3}
            onClick={() => {
              changeSettings({ zoom: Math.min(3, zoom + 1) });
            }}
          >
            字大一点
          </button>
          <button class="btn quiet" type="button" onClick={onSay}>
            报时
          </button>
          {sheet.mode === 'practice' && (
            <button
              class="btn quiet"
              type="button"
              disabled={!here}
              onClick={() => {
                pause(true);
              }}
            >
              暂停
            </button>
          )}
          <button
            class="btn quiet"
            type="button"
            onClick={() => {
              void leave();
            }}
          >
            {sheet.mode === 'practice' ? '停表离开' : '离开考场（时间照走）'}
          </button>
        </div>
        <label class="opt">
          <input
            type="checkbox"
            checked={clock}
            onChange={() => {
              changeSettings({ clock: !clock });
            }}
          />
          显示剩余时间
        </label>
        <label class="opt">
          <input
            type="checkbox"
            checked={keys}
            onChange={() => {
              changeSettings({ keys: !keys });
            }}
          />
          使用单键快捷键
        </label>
        <label class="opt">
          <input
            type="checkbox"
            checked={next}
            onChange={() => {
              changeSettings({ next: !next });
            }}
          />
          单选题选定后自动到下一题
        </label>
      </details>
    </div>
  );
}
