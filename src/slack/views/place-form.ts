import type { ModalView, PlainTextInput, PlainTextOption } from '@slack/types'
import { PLACE_AT_MOST, placeOf } from '#domain/place.ts'
import { cleaned, shortened } from '#domain/typed-text.ts'
import { slotInWords } from '#text/date.ts'
import { everySlot, placeForm, placeNow } from '#text/place.ts'
import type { Placeable } from '#usecases/place.ts'
import { context, field, form, option, plainText } from './parts.ts'

/** The field in which a place is typed. */
export function placeInput(actionId: string, place: string | null): PlainTextInput {
  return {
    type: 'plain_text_input',
    action_id: actionId,
    // Slack may count an emoji as several; whether it is too long is said beside the field.
    max_length: 2 * PLACE_AT_MOST,
    ...(place && { initial_value: place }),
  }
}

/** The form in which a convenor says where one session takes place, or those of a slot from now on. */
export function placeView({ group, slots, coming }: Placeable): ModalView {
  const words = placeForm()
  const always = slots.map(({ id, weekday, startTime, place }) =>
    withPlaceNow(everySlot(weekday, startTime), `slot ${id}`, place),
  )
  const once = coming.map((session) =>
    withPlaceNow(
      `${session.number}. ${slotInWords(session)}`,
      `session ${session.id}`,
      placeOf(session)?.place ?? null,
    ),
  )
  return form('place', group.id, [
    field(words.which, 'which', {
      type: 'static_select',
      action_id: 'which',
      option_groups: [
        { label: plainText(words.always, 75), options: always },
        ...(once.length > 0 ? [{ label: plainText(words.once, 75), options: once }] : []),
      ],
    }),
    field(words.where, 'place', placeInput('place', null), { hint: words.whereHint }),
    context(words.note),
  ])
}

function withPlaceNow(label: string, value: string, place: string | null): PlainTextOption {
  // Of signs that Slack counts as two, so many fit.
  const known = place ? shortened(placeNow(cleaned(place)), 37) : ''
  return option(label, value, known)
}
