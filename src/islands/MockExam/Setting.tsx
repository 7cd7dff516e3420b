/** 本站模拟卷设定: what a paper is made of and how it is marked, since the notice leaves both open. */
import {
  countOf,
  difficultyNames,
  partOrder,
  shareOf,
  shortTypeNames,
  typeNames,
  type Blueprint,
} from '../../domain/exam/blueprint.ts';
import { ruleTexts } from '../../domain/exam/score.ts';
import { levelNames, modules } from '../../domain/notice.ts';
import { Head } from '../Head.tsx';

const difficulties = [1, 2, 3] as const;

export const Settings = ({ blueprint }: { blueprint: Blueprint }) => (
  <details class="exam-setting">
    <summary>
      本站模拟卷设定（{levelNames[blueprint.level].short}）：
      {partOrder.map((type) => `${shortTypeNames[type]} ${countOf(blueprint, type)} 题`).join('、')}
    </summary>
    <p>
      通知规定了三种题型、满分 100 分、60 分及格、考试 120
      分钟；没有规定题数、每题分值、各章节比重和多选题的计分办法。下面这些是本站定的，供练习用，正式考试以主办单位的试卷为准。
    </p>
    <div class="scroll">
      <table>
        <caption>题型与分值</caption>
        <Head names={['题型', '题数', '每题', '合计']} />
        <tbody>
          {partOrder.map((type) => (
            <tr key={type}>
              <th scope="row">{typeNames[type]}</th>
              <td class="num">{countOf(blueprint, type)}</td>
              <td class="num">{blueprint.points[type]} 分</td>
              <td class="num">{countOf(blueprint, type) * blueprint.points[type]} 分</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <div class="scroll">
      <table>
        <caption>各模块题数（括号内为易、中、难）；简答题有时从两个模块中抽</caption>
        <Head names={['模块', ...partOrder.map((type) => typeNames[type])]} />
        <tbody>
          {[
            ...modules.map(({ id, name }) => ({ ids: [id], name })),
            { ids: ['3', '4'], name: '模块三或四' },
          ].map(({ ids, name }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {partOrder.map((type) => {
                const mix = difficulties.map((difficulty) => shareOf(blueprint, ids, type, difficulty));
                const all = shareOf(blueprint, ids, type);
                return (
                  <td class="num" key={type}>
                    {all === 0 ? '—' : `${all}（${mix.join('、')}）`}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <p>
      难度分{difficulties.map((one) => difficultyNames[one]).join('、')}三档。多选题：
      {ruleTexts[blueprint.rule]}
      。正式考试的多选计分办法没有公布，成绩里会同时给出“全对才得分”的算法。简答题交卷后对照参考答案和评分要点自评。
    </p>
    <p>
      试卷由卷号决定：同一卷号、同一题库，抽到的题目、题序和选项次序都一样。卷号 12 个字符，头两个是卷型（
      {blueprint.id}）。
    </p>
  </details>
);
