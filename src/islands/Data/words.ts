/** What 我的数据 says about a file that was read, in part or not at all. */
import type { BackupProblem, Finding, Gain } from '../../domain/exam/backup.ts';

const megabytes = (size: number): string => `${(size / 1_000_000).toFixed(0)} MB`;

/** Why a file was not read, and what to do. */
export function sayProblem(problem: BackupProblem): string {
  switch (problem.kind) {
    case 'empty':
      return '这个文件是空的，或者读不出来。请重新选择备份文件。';
    case 'not-json':
      return '这个文件不完整，或者不是备份文件（不是 JSON 格式）。如果是传送过来的，请重新传一次；如果是粘贴的文字，请确认从头到尾都在。';
    case 'too-deep':
      return '这个文件的结构层层嵌套，不像本站的备份，所以没有打开。请选择从本站下载的备份文件。';
    case 'not-backup':
      return '这是一个 JSON 文件，但不是本站的备份。请选择从本站下载的备份文件（文件名以“碳资产管理师-备份”或“答案”开头）；考生导出的答卷，请到“班级统计”打开。';
    case 'too-large':
      return `这个文件有 ${megabytes(problem.found)}，超过了备份文件的上限 ${megabytes(problem.most)}，所以没有打开。`;
    case 'newer':
      return '这个备份由本站更新的版本写成，这里还读不懂。请刷新页面，换成新版本后再试一次。';
    default:
      return problem satisfies never;
  }
}

const shelfNames: Readonly<Record<string, readonly [thing: string, unit: string]>> = {
  attempts: ['试卷', '份'],
  lines: ['试卷', '份'],
  drills: ['练习记录', '条'],
  notes: ['收藏、计划记录', '条'],
  settings: ['考场设置', '份'],
  aside: ['读不出的记录', '条'],
};
const nameOf = (where: string): readonly [string, string] => shelfNames[where] ?? ['记录', '条'];

/** What was wrong with some records of a file, and what became of them. */
export function sayFinding({ where, why, count, first }: Finding): string {
  const [thing, unit] = nameOf(where);
  const which =
    count === 1 ? `第 ${first} ${unit}${thing}` : `${count} ${unit}${thing}（从第 ${first} ${unit}起）`;
  if (where === 'lines') return `${which}里有几步读不出来，跳过了这几步，其余的作答都已恢复。`;
  switch (why) {
    case 'broken':
      return `${which}内容不对，没有恢复；其他记录不受影响。`;
    case 'newer':
      return `${which}由本站更新的版本写成，没有恢复；刷新页面后可以再恢复一次。`;
    case 'twice':
      return `${which}在文件里重复出现，已合在一起；内容不同的，各留一份。`;
    case 'too-many':
      return `${which}超过了能保存的数量，没有恢复。`;
    default:
      return why satisfies never;
  }
}

/** What merging brought. */
export function sayGain({ added, longer, shelves }: Gain): string {
  const parts = [
    ...(added > 0 ? [`新增试卷 ${added} 份`] : []),
    ...(longer > 0 ? [`接上更长的作答 ${longer} 份`] : []),
    ...[...shelves]
      .filter(([, count]) => count > 0)
      .map(([where, count]) =>
        where === 'settings'
          ? '换用了较新的考场设置'
          : `新增${nameOf(where)[0]} ${count} ${nameOf(where)[1]}`,
      ),
  ];
  return parts.length === 0
    ? '备份里的内容这里都有了，没有改动。'
    : `${parts.join('，')}。原有的记录都还在。`;
}
