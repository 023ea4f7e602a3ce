/** Fields in which one or several of a list are chosen. */
import type { Option } from '@slack/types'
import { useState } from 'react'
import { type Control, tieAttributes } from './field.tsx'
import { isSameOption, optionsOf } from './field-value.ts'
import { InlineText } from './mrkdwn.tsx'

/** People or channels, which Slack knows without the app. */
type Known = { id: string; name: string }[]

type Choice = { key: string; name: string; content: unknown; group?: string }

/** From this many on, a list has a field to search it. */
const SEARCHABLE = 9

function choicesOf({ element }: Control, known: Known | undefined): Choice[] {
  if (known) return known.map(({ id, name }) => ({ key: id, name, content: id }))
  return optionsOf(element).flatMap(({ group, options }) =>
    options.map((option) => ({
      key: option.value ?? option.text.text,
      name: option.text.text,
      content: option,
      ...(group && { group }),
    })),
  )
}

function keyOf(content: unknown): string {
  if (typeof content === 'string') return content
  const option = content as Option | undefined
  return option?.value ?? option?.text?.text ?? ''
}

export function SingleSelect({ known, ...control }: Control & { known?: Known }) {
  const { element, content, ties, choose } = control
  const choices = choicesOf(control, known)
  const groups = [...new Set(choices.map(({ group }) => group))]
  const placeholder = (element.placeholder as { text: string } | undefined)?.text ?? 'Choose one'
  return (
    <select
      {...tieAttributes(control)}
      className="input"
      value={keyOf(content)}
      onChange={({ target }) => choose(choices.find(({ key }) => key === target.value)?.content ?? null)}
    >
      <option value="" disabled={content !== undefined && ties.isRequired !== false}>
        {placeholder}
      </option>
      {groups.map((group) => {
        const items = choices
          .filter((choice) => choice.group === group)
          .map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))
        return group ? (
          <optgroup key={group} label={group}>
            {items}
          </optgroup>
        ) : (
          items
        )
      })}
    </select>
  )
}

/** A list of boxes: plainer than a menu of chips, and every choice can be seen and reached by keyboard. */
export function MultiSelect({ known, ...control }: Control & { known?: Known }) {
  const { element, content, ties, choose } = control
  const [search, setSearch] = useState('')
  const choices = choicesOf(control, known)
  const chosen = content as unknown[]
  const keys = chosen.map(keyOf)
  const most = (element.max_selected_items as number | undefined) ?? Number.POSITIVE_INFINITY
  const shown = choices.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  const toggle = (choice: Choice) =>
    choose(
      keys.includes(choice.key)
        ? chosen.filter((one) => keyOf(one) !== choice.key)
        : [...chosen, choice.content],
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: its label stands above it, together with the other labels of the form
    <div id={ties.id} className="choices choices-boxed" role="group" tabIndex={-1} {...groupTies(control)}>
      {choices.length >= SEARCHABLE && (
        <input
          className="input choices-search"
          type="search"
          aria-label="Search the list"
          placeholder="Search"
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          // Enter would send the form around it.
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <div className="choices-scroll">
        {shown.map((choice) => (
          <label key={choice.key} className="choice">
            <input
              type="checkbox"
              checked={keys.includes(choice.key)}
              disabled={!keys.includes(choice.key) && keys.length >= most}
              onChange={() => toggle(choice)}
            />
            <span>{choice.name}</span>
          </label>
        ))}
        {shown.length === 0 && <p className="quiet">Nothing of that name.</p>}
      </div>
      <p className="choices-count quiet" aria-live="polite">
        {keys.length === 0 ? 'Nothing chosen' : `${keys.length} chosen`}
        {Number.isFinite(most) && ` of at most ${most}`}
      </p>
    </div>
  )
}

/** Radio buttons and checkboxes. */
export function ChoiceList(control: Control) {
  const { element, content, ties, choose } = control
  const isMany = element.type === 'checkboxes'
  const options = optionsOf(element).flatMap((group) => group.options)
  const chosen = isMany ? (content as Option[]) : content ? [content as Option] : []
  const isChosen = (option: Option) => chosen.some((one) => isSameOption(one, option))
  const toggle = (option: Option) => {
    if (!isMany) return choose(option)
    choose(isChosen(option) ? chosen.filter((one) => !isSameOption(one, option)) : [...chosen, option])
  }
  return (
    <div
      id={ties.id}
      className="choices"
      role={isMany ? 'group' : 'radiogroup'}
      tabIndex={-1}
      {...groupTies(control)}
    >
      {options.map((option, index) => (
        <label key={option.value ?? option.text.text} className="choice">
          <input
            type={isMany ? 'checkbox' : 'radio'}
            name={ties.id}
            checked={isChosen(option)}
            aria-describedby={option.description ? `${ties.id}-more-${index}` : undefined}
            onChange={() => toggle(option)}
          />
          <span>
            <InlineText text={option.text} />
            {option.description && (
              <small id={`${ties.id}-more-${index}`}>
                <InlineText text={option.description} />
              </small>
            )}
          </span>
        </label>
      ))}
    </div>
  )
}

function groupTies({ ties }: Control) {
  return {
    'aria-label': ties.labelledBy ? undefined : ties.label,
    'aria-labelledby': ties.labelledBy,
    'aria-describedby': ties.describedBy,
    'aria-invalid': ties.isInvalid || undefined,
  }
}
