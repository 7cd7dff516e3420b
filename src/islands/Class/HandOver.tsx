/** 导出答卷: the answers of a handed-in paper as a file for a teacher. The name is typed for this file and kept nowhere. */
import { useState } from 'preact/hooks';
import type { Entry, Sheet } from '../../domain/exam/attempt.ts';
import { answerFile, longestName } from '../../domain/exchange/answer-file.ts';
import { save } from '../save.ts';

interface Props {
  sheet: Sheet;
  log: readonly Entry[];
}

export function HandOver({ sheet, log }: Props) {
  const [name, setName] = useState('');
  const [said, setSaid] = useState('');
  return (
    <details class="hand-over">
      <summary>导出答卷，交给老师统计</summary>
      <p class="small">
        文件里有你的作答、用时和自评，不含分数；老师在“班级统计”页打开它评分。名字只写进这个文件，本站不保存。
      </p>
      <div class="field">
        <label htmlFor="hand-over-name">写进文件的名字（可以不写，也可以写学号）</label>
        <input
          id="hand-over-name"
          type="text"
          maxLength={longestName}
          autocomplete="off"
          value={name}
          onInput={({ currentTarget: { value } }) => {
            setName(value);
          }}
        />
      </div>
      <div class="acts">
        <button
          class="btn quiet"
          type="button"
          onClick={() => {
            const file = `答卷-${sheet.number}${name.trim() === '' ? '' : `-${name.trim().replaceAll(/[\\/:*?"<>|]/g, '')}`}.json`;
            save(answerFile(name, sheet, log[0]?.at ?? 0, log), file);
            setSaid(`“${file}”已交给浏览器下载，请把它发给老师。`);
          }}
        >
          导出答卷
        </button>
      </div>
      <p role="status" class="small">
        {said}
      </p>
    </details>
  );
}
