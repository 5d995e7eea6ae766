const TABLE = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 rolling_on_the_floor_laughing 🤣 joy 😂 slightly_smiling_face 🙂 upside_down_face 🙃
melting_face 🫠 wink 😉 blush 😊 innocent 😇 heart_eyes 😍 star-struck 🤩 kissing_heart 😘 yum 😋 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 hugging_face 🤗
shushing_face 🤫 thinking_face 🤔 saluting_face 🫡 face_with_raised_eyebrow 🤨 neutral_face 😐 no_mouth 😶 smirk 😏 unamused 😒 face_with_rolling_eyes 🙄 grimacing 😬
relieved 😌 sleeping 😴 mask 😷 exploding_head 🤯 partying_face 🥳 sunglasses 😎 nerd_face 🤓 confused 😕 worried 😟 slightly_frowning_face 🙁 white_frowning_face ☹️
open_mouth 😮 astonished 😲 flushed 😳 pleading_face 🥺 cry 😢 sob 😭 scream 😱 disappointed 😞 weary 😩 yawning_face 🥱 rage 😡 angry 😠 ghost 👻 robot_face 🤖 see_no_evil 🙈
heart ❤️ yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 broken_heart 💔 two_hearts 💕 sparkling_heart 💖 100 💯 boom 💥 dizzy 💫 dash 💨 zzz 💤
speech_balloon 💬 thought_balloon 💭 wave 👋 raised_hand ✋ hand ✋ ok_hand 👌 v ✌️ crossed_fingers 🤞 point_left 👈 point_right 👉 point_down 👇 point_up ☝️ +1 👍
thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ facepunch 👊 punch 👊 clap 👏 raised_hands 🙌 heart_hands 🫶 open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 brain 🧠
eyes 👀 baby 👶 man 👨 woman 👩 information_desk_person 💁 raising_hand 🙋 bow 🙇 face_palm 🤦 shrug 🤷 man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️ male-technologist 👨‍💻
female-technologist 👩‍💻 walking 🚶 runner 🏃 running 🏃 busts_in_silhouette 👥 bust_in_silhouette 👤 dog 🐶 cat 🐱 fox_face 🦊 owl 🦉 unicorn_face 🦄 bee 🐝 bug 🐛
butterfly 🦋 elephant 🐘 rose 🌹 sunflower 🌻 seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳 herb 🌿 four_leaf_clover 🍀 maple_leaf 🍁 apple 🍎 lemon 🍋 banana 🍌
hamburger 🍔 pizza 🍕 popcorn 🍿 cookie 🍪 birthday 🎂 cake 🍰 coffee ☕ tea 🍵 beer 🍺 beers 🍻 clinking_glasses 🥂 wine_glass 🍷 champagne 🍾 earth_americas 🌎
globe_with_meridians 🌐 world_map 🗺️ beach_with_umbrella 🏖️ house 🏠 office 🏢 hospital 🏥 bank 🏦 hotel 🏨 school 🏫 factory 🏭 car 🚗 red_car 🚗 taxi 🚕 bus 🚌 train 🚆
bike 🚲 airplane ✈️ airplane_departure 🛫 airplane_arriving 🛬 rocket 🚀 ship 🚢 anchor ⚓ construction 🚧 traffic_light 🚥 vertical_traffic_light 🚦 luggage 🧳
hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️ clock3 🕒 clock9 🕘 sunny ☀️ star ⭐ partly_sunny ⛅ cloud ☁️ rainbow 🌈 zap ⚡ snowflake ❄️
fire 🔥 droplet 💧 christmas_tree 🎄 sparkles ✨ balloon 🎈 tada 🎉 confetti_ball 🎊 gift 🎁 ticket 🎫 trophy 🏆 medal 🏅 first_place_medal 🥇 second_place_medal 🥈
third_place_medal 🥉 soccer ⚽ basketball 🏀 dart 🎯 jigsaw 🧩 art 🎨 musical_note 🎵 headphones 🎧 microphone 🎤 crown 👑 gem 💎 loudspeaker 📢 mega 📣 bell 🔔 no_bell 🔕
iphone 📱 phone ☎️ telephone ☎️ telephone_receiver 📞 computer 💻 desktop_computer 🖥️ keyboard ⌨️ camera 📷 mag 🔍 mag_right 🔎 bulb 💡 book 📖 open_book 📖 books 📚
page_facing_up 📄 page_with_curl 📃 newspaper 📰 bookmark 🔖 moneybag 💰 dollar 💵 euro 💶 money_with_wings 💸 credit_card 💳 chart 💹 email 📧 e-mail 📧 envelope ✉️
incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 package 📦 ballot_box_with_ballot 🗳️ pencil2 ✏️ pencil 📝 memo 📝 briefcase 💼 file_folder 📁 open_file_folder 📂
card_index_dividers 🗂️ date 📅 calendar 📆 spiral_calendar_pad 🗓️ chart_with_upwards_trend 📈 chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋 pushpin 📌
round_pushpin 📍 paperclip 📎 file_cabinet 🗄️ wastebasket 🗑️ lock 🔒 unlock 🔓 key 🔑 hammer 🔨 hammer_and_wrench 🛠️ wrench 🔧 gear ⚙️ scales ⚖️ link 🔗 test_tube 🧪
door 🚪 shield 🛡️ crystal_ball 🔮 warning ⚠️ no_entry ⛔ no_entry_sign 🚫 octagonal_sign 🛑 stop_sign 🛑 arrow_up ⬆️ arrow_right ➡️ arrow_down ⬇️ arrow_left ⬅️
leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_clockwise 🔃 arrows_counterclockwise 🔄 back 🔙 soon 🔜 repeat 🔁 arrow_forward ▶️ double_vertical_bar ⏸️
heavy_plus_sign ➕ heavy_minus_sign ➖ heavy_multiplication_x ✖️ question ❓ exclamation ❗ recycle ♻️ white_check_mark ✅ ballot_box_with_check ☑️
heavy_check_mark ✔️ x ❌ copyright ©️ hash #️⃣ zero 0️⃣ one 1️⃣ two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟
information_source ℹ️ new 🆕 free 🆓 sos 🆘 red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣
black_circle ⚫ white_circle ⚪ large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 black_large_square ⬛
white_large_square ⬜ small_red_triangle 🔺 small_red_triangle_down 🔻 checkered_flag 🏁 triangular_flag_on_post 🚩 rainbow-flag 🏳️‍🌈 flag-us 🇺🇸 us 🇺🇸 flag-gb 🇬🇧
gb 🇬🇧 flag-de 🇩🇪 de 🇩🇪 flag-fr 🇫🇷 fr 🇫🇷 flag-es 🇪🇸 flag-it 🇮🇹 flag-jp 🇯🇵 jp 🇯🇵 flag-in 🇮🇳 flag-br 🇧🇷 flag-ca 🇨🇦 flag-au 🇦🇺 flag-nl 🇳🇱 flag-se 🇸🇪 flag-sg 🇸🇬
flag-eu 🇪🇺`;

const EMOJI = new Map([...TABLE.trim().matchAll(/(\S+)\s+(\S+)/g)].map(([, name, character]) => [name, character]));
const FIRST_TONE = 0x1f3fb;

/** The character for a short name, or the name between colons when this page does not know it. */
export function emoji(name) {
  const [base, tone] = name.split("::skin-tone-");
  const character = EMOJI.get(base);
  return character ? toned(character, Number(tone)) : `:${name}:`;
}

/** Tones count from 2 as Slack names them; a thing without skin stays as it is. */
function toned(character, tone) {
  if (!(tone >= 2 && tone <= 6)) return character;
  const modifier = String.fromCodePoint(FIRST_TONE + tone - 2);
  return character.replace(/(\p{Emoji_Modifier_Base})\uFE0F?/u, `$1${modifier}`);
}

/** From Slack's code points, such as "1f44b-1f3fc". */
export const emojiOf = (points) => String.fromCodePoint(...points.split("-").map((point) => parseInt(point, 16)));

export const EMOJI_NAME = ":([a-z0-9_+'-]+(?:::skin-tone-[2-6])?):";

export const withEmoji = (text) => text.replace(new RegExp(EMOJI_NAME, "g"), (all, name) => emoji(name));

export const emojiNamed = (beginning) => [...EMOJI].filter(([name]) => name.startsWith(beginning));
