/** 级别: one of the notice's three. */
import { levelNames, levels, type Level } from '../domain/notice.ts';

interface Props {
  level: Level | undefined;
  onLevel: (level: Level) => void;
  /** 不限 is a choice too: then no level is chosen. */
  onAny?: () => void;
  disabled?: boolean;
}

export const LevelChoice = ({ level, onLevel, onAny, disabled = false }: Props) => (
  <fieldset class="field exam-choices" disabled={disabled}>
    <legend>级别</legend>
    {onAny && (
      <label class="opt">
        <input type="radio" name="level" checked={level === undefined} onChange={onAny} />
        不限
      </label>
    )}
    {levels.map((one) => (
      <label class="opt" key={one}>
        <input
          type="radio"
          name="level"
          checked={one === level}
          onChange={() => {
            onLevel(one);
          }}
        />
        {levelNames[one].full}
      </label>
    ))}
  </fieldset>
);
