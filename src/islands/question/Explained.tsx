/** A question after it was answered: own choice against the key, the reason of every option, the sources. */
import type { CitedDocument } from '../../domain/exam/bank-file.ts';
import { found, stretches } from '../../domain/exam/keyphrase.ts';
import type { ChoiceItem, Item, ShortItem } from '../../domain/exam/question.ts';
import { chosenIn, isBlank, textIn, type Own, type Response } from '../../domain/exam/score.ts';
import { letters } from './Options.tsx';
import { Sources } from './Sources.tsx';
import { Text } from './Text.tsx';

interface Props {
  item: Item;
  order: readonly string[];
  response: Response | undefined;
  documents: Readonly<Record<string, CitedDocument>>;
  own: Own | undefined;
  /** Absent where nothing more can be marked. */
  onOwn?: ((lines: Own) => void) | undefined;
}

export const Explained = ({ item, order, response, documents, own, onOwn }: Props) => (
  <div class="q-explained">
    {item.type === 'short' ? (
      <Rubric item={item} response={response} own={own} onOwn={onOwn} />
    ) : (
      <>
        <Reasons item={item} order={order} chosen={chosenIn(response)} />
        {item.steps && <Steps steps={item.steps} />}
      </>
    )}
    <Sources item={item} documents={documents} />
  </div>
);

function Reasons({
  item,
  order,
  chosen,
}: {
  item: ChoiceItem;
  order: readonly string[];
  chosen: readonly string[];
}) {
  const lettersOf = (ids: readonly string[]) =>
    order.map((id, place) => (ids.includes(id) ? letters[place] : '')).join('');
  return (
    <>
      <p class="q-key">
        <b>答案 {lettersOf(item.key)}</b>　{chosen.length > 0 ? `你选了 ${lettersOf(chosen)}` : '你没有作答'}
      </p>
      <ul class="q-reasons">
        {order.map((id, place) => {
          const option = item.options.find((one) => one.id === id);
          if (!option) return null;
          const right = item.key.includes(id);
          const mine = chosen.includes(id);
          return (
            <li key={id} class={right ? 'is-key' : mine ? 'is-wrong' : ''}>
              <b>{letters[place]}</b>
              <div>
                <p>
                  <Text>{option.text}</Text>
                  {(right || mine) && (
                    <span class={`verdict ${right ? 'ok' : 'bad'}`}>
                      {right ? (mine ? '✓ 应选，你选了' : '✓ 应选，你没选') : '✕ 不应选，你选了'}
                    </span>
                  )}
                </p>
                <p class="q-why">
                  <Text>{option.why}</Text>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

const Steps = ({ steps }: { steps: readonly string[] }) => (
  <div class="q-steps">
    <p class="q-label">计算过程</p>
    <ol>
      {steps.map((step) => (
        <li key={step}>
          <Text>{step}</Text>
        </li>
      ))}
    </ol>
  </div>
);

interface RubricProps {
  item: ShortItem;
  response: Response | undefined;
  own: Own | undefined;
  onOwn: Props['onOwn'];
}

function Rubric({ item, response, own, onOwn }: RubricProps) {
  const text = textIn(response);
  const blank = isBlank(response);
  const phrases = item.rubric
    .flatMap((line) => found(text, line.keyphrases))
    .filter((one) => one !== undefined);
  return (
    <div class="q-short">
      <div class="q-beside">
        <div>
          <p class="q-label">你的回答</p>
          <p class="q-pre">
            {blank
              ? '（未作答）'
              : stretches(text, phrases).map((one, place) =>
                  one.hit ? <mark key={place}>{one.text}</mark> : one.text,
                )}
          </p>
        </div>
        <div>
          <p class="q-label">参考答案</p>
          <p class="q-pre">
            <Text>{item.answer}</Text>
          </p>
        </div>
      </div>
      {blank ? (
        <>
          <p class="q-label">评分要点</p>
          <ul class="q-rubric">
            {item.rubric.map((line) => (
              <li key={line.text}>
                <span>
                  <Text>{line.text}</Text>
                </span>
                <span class="num">{line.points} 分</span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <fieldset disabled={!onOwn}>
          <legend>按评分要点自评</legend>
          <p class="small">
            回答里标出的词只作提示，不自动给分。逐条对照，自己给分；每一条都评了，这道题才计分。
          </p>
          <ul class="q-rubric">
            {item.rubric.map((line, place) => {
              const hits = found(text, line.keyphrases).filter((one) => one !== undefined);
              const id = `${item.id}-${place}`;
              return (
                <li key={id}>
                  <span id={id}>
                    <Text>{line.text}</Text>
                    {hits.length > 0 && <span class="small">（回答里有：{hits.join('、')}）</span>}
                  </span>
                  <div class="q-marks" role="radiogroup" aria-labelledby={id}>
                    {Array.from({ length: line.points + 1 }, (_, points) => (
                      <label key={points}>
                        <input
                          type="radio"
                          name={id}
                          checked={own?.[place] === points}
                          onChange={() => {
                            onOwn?.(
                              item.rubric.map((_, at) => (at === place ? points : (own?.[at] ?? null))),
                            );
                          }}
                        />
                        {points} 分
                      </label>
                    ))}
                  </div>
                </li>
              );
            })}
          </ul>
        </fieldset>
      )}
    </div>
  );
}
