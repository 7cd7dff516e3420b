/** Where a leap of the clock ended the paper: the one offer to give that time back and go on. */
import { restorable, sayDuration } from '../../domain/exam/attempt.ts';
import { restore, type Sitting } from '../../stores/exam.ts';

export function LeapOffer({ sitting: { state, hold } }: { sitting: Sitting }) {
  if (state.phase !== 'expired' || hold !== 'here' || restorable(state, Date.now()) === 0) return null;
  return (
    <div class="bar ask" role="status">
      这台设备的时钟一下子走了 {sayDuration(state.leap)}
      ，越过了交卷时间，所以自动交了卷。如果不是电脑睡眠，而是时钟被改动，可以补回这段时间接着答，只有一次，成绩上会注明。
      <button class="btn quiet" type="button" onClick={restore}>
        补回这段时间，接着答
      </button>
    </div>
  );
}
