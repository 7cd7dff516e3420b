/** 级别: one of the notice's three. */
import { levelNames, levels, type Level } from '../domain/notice.ts';

interface Props {
  level: Level | undefined;
  onLevel: (level: Level) => void;
  disabled?: boolean;
}

export const LevelChoice = ({ level, onLevel, disabled = false }: Props) => (
  <fieldset class="field exam-choices" disabled={disabled}>
    <legend>级别</legend>
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
