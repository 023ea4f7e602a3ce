/** Which picture belongs to which name. Names not here stay as `:name:`, as unknown ones do in Slack. */

/** Names and the signs they stand for, in pairs. */
const NAMES = [
  // Numbers, in the order in which polls use them
  'zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣',
  'keycap_ten 🔟 hash #️⃣ keycap_star *️⃣ 100 💯 1234 🔢',
  // Faces
  'smile 😄 smiley 😃 grinning 😀 grin 😁 slightly_smiling_face 🙂 simple_smile 🙂 blush 😊 wink 😉',
  'relaxed ☺️ joy 😂 rolling_on_the_floor_laughing 🤣 laughing 😆 sweat_smile 😅 heart_eyes 😍',
  'kissing_heart 😘 hugging_face 🤗 thinking_face 🤔 neutral_face 😐 slightly_frowning_face 🙁',
  'white_frowning_face ☹️ confused 😕 disappointed 😞 cry 😢 sob 😭 worried 😟 open_mouth 😮',
  'astonished 😲 flushed 😳 sleeping 😴 sleepy 😪 relieved 😌 sunglasses 😎 face_with_thermometer 🤒',
  'mask 😷 upside_down_face 🙃 zipper_mouth_face 🤐 shushing_face 🤫 melting_face 🫠 saluting_face 🫡',
  'angry 😠 robot_face 🤖 ghost 👻',
  // Hands and people
  '+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 clap 👏 raised_hands 🙌 raised_hand ✋',
  'hand ✋ pray 🙏 muscle 💪 point_up ☝️ point_down 👇 point_left 👈 point_right 👉 v ✌️',
  'crossed_fingers 🤞 handshake 🤝 writing_hand ✍️ eyes 👀 speaking_head_in_silhouette 🗣️',
  'bust_in_silhouette 👤 busts_in_silhouette 👥 people_hugging 🫂 raising_hand 🙋 shrug 🤷 runner 🏃',
  'walking 🚶',
  // Signs
  'white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎',
  'heavy_multiplication_x ✖️ heavy_plus_sign ➕ heavy_minus_sign ➖ question ❓ grey_question ❔',
  'exclamation ❗ grey_exclamation ❕ bangbang ‼️ warning ⚠️ no_entry ⛔ no_entry_sign 🚫',
  'information_source ℹ️ recycle ♻️ arrows_counterclockwise 🔄 repeat 🔁 arrow_right ➡️ arrow_left ⬅️',
  'arrow_up ⬆️ arrow_down ⬇️ fast_forward ⏩ double_vertical_bar ⏸️ new 🆕 ok 🆗 free 🆓 lock 🔒',
  'unlock 🔓 key 🔑 link 🔗 mag 🔍 bell 🔔 no_bell 🔕 mute 🔇 speaker 🔈 mega 📣 loudspeaker 📢',
  'speech_balloon 💬 thought_balloon 💭 zzz 💤 boom 💥 sparkles ✨ star ⭐ star2 🌟 dizzy 💫',
  'white_circle ⚪ black_circle ⚫ red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡',
  'large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 white_large_square ⬜',
  'black_large_square ⬛ large_green_square 🟩 large_yellow_square 🟨 large_orange_square 🟧',
  'large_red_square 🟥 large_blue_square 🟦 small_blue_diamond 🔹 small_orange_diamond 🔸',
  'triangular_flag_on_post 🚩 checkered_flag 🏁',
  // Hearts
  'heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤',
  'white_heart 🤍 broken_heart 💔 two_hearts 💕',
  // Time and work
  'calendar 📆 date 📅 spiral_calendar_pad 🗓️ clock1 🕐 clock2 🕑 clock3 🕒 clock4 🕓 clock5 🕔',
  'clock6 🕕 clock7 🕖 clock8 🕗 clock9 🕘 clock10 🕙 clock11 🕚 clock12 🕛 watch ⌚ alarm_clock ⏰',
  'stopwatch ⏱️ timer_clock ⏲️ hourglass ⌛ hourglass_flowing_sand ⏳ memo 📝 pencil 📝 pencil2 ✏️',
  'clipboard 📋 pushpin 📌 round_pushpin 📍 paperclip 📎 bar_chart 📊 chart_with_upwards_trend 📈',
  'chart_with_downwards_trend 📉 email ✉️ envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤',
  'ballot_box_with_ballot 🗳️ file_folder 📁 card_index_dividers 🗂️ book 📖 books 📚 bookmark 🔖',
  'computer 💻 telephone_receiver 📞 phone ☎️ gear ⚙️ wrench 🔧 hammer_and_wrench 🛠️ bulb 💡',
  'moneybag 💰 package 📦 wastebasket 🗑️ scales ⚖️ thermometer 🌡️ seat 💺',
  // Around us
  'bus 🚌 busstop 🚏 oncoming_bus 🚍 train 🚆 bike 🚲 car 🚗 rocket 🚀 airplane ✈️ house 🏠 hut 🛖',
  'door 🚪 couch_and_lamp 🛋️ coffee ☕ tea 🍵 cake 🍰 birthday 🎂 cookie 🍪 tada 🎉 confetti_ball 🎊',
  'balloon 🎈 gift 🎁 trophy 🏆 musical_note 🎵 guitar 🎸 sunny ☀️ partly_sunny ⛅ cloud ☁️',
  'rain_cloud 🌧️ umbrella ☔ snowflake ❄️ rainbow 🌈 fire 🔥 ocean 🌊 seedling 🌱 herb 🌿',
  'four_leaf_clover 🍀 deciduous_tree 🌳 fallen_leaf 🍂 maple_leaf 🍁 cherry_blossom 🌸 sunflower 🌻',
  'moon 🌔 full_moon 🌕 earth_africa 🌍 cat 🐱 dog 🐶 bee 🐝 butterfly 🦋 bird 🐦 turtle 🐢',
].join(' ')

const SIGNS = new Map([...NAMES.matchAll(/(\S+) (\S+)/g)].map(([, name = '', sign = '']) => [name, sign]))

/** Every name that has a picture, for suggestions. */
export const EMOJI_NAMES: readonly string[] = [...SIGNS.keys()]

/**
 * The address of the picture for a name such as `two` or `wave::skin-tone-3`; undefined for a name that
 * is not known here.
 */
export function emojiUrl(name: string): string | undefined {
  const [base = '', tone] = name.split('::skin-tone-')
  const sign = SIGNS.get(base)
  if (!sign) return undefined
  const codes = [...sign].map((letter) => (letter.codePointAt(0) ?? 0).toString(16))
  // The pictures are named without the variation selector, except in sequences with a joiner.
  const bare = codes.includes('200d') ? codes : codes.filter((code) => code !== 'fe0f')
  // The skin tones 2 to 6 are the signs 1f3fb to 1f3ff.
  const toned = tone ? [...bare, `1f3f${'bcdef'.charAt(Number(tone) - 2)}`] : bare
  return `/emoji/${toned.join('-')}.svg`
}
