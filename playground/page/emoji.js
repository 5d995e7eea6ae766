const TABLE = `
grinning 😀 smiley 😃 smile 😄 grin 😁 laughing 😆 satisfied 😆 sweat_smile 😅 rolling_on_the_floor_laughing 🤣 joy 😂 slightly_smiling_face 🙂
upside_down_face 🙃 melting_face 🫠 wink 😉 blush 😊 innocent 😇 smiling_face_with_3_hearts 🥰 heart_eyes 😍 star-struck 🤩 kissing_heart 😘 kissing 😗
yum 😋 stuck_out_tongue 😛 stuck_out_tongue_winking_eye 😜 zany_face 🤪 money_mouth_face 🤑 hugging_face 🤗 face_with_hand_over_mouth 🤭 shushing_face 🤫
thinking_face 🤔 saluting_face 🫡 zipper_mouth_face 🤐 face_with_raised_eyebrow 🤨 neutral_face 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒
face_with_rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪 sleeping 😴 mask 😷 face_with_thermometer 🤒 nauseated_face 🤢 sneezing_face 🤧
hot_face 🥵 cold_face 🥶 dizzy_face 😵 exploding_head 🤯 face_with_cowboy_hat 🤠 partying_face 🥳 sunglasses 😎 nerd_face 🤓 face_with_monocle 🧐
confused 😕 worried 😟 slightly_frowning_face 🙁 white_frowning_face ☹️ open_mouth 😮 astonished 😲 flushed 😳 pleading_face 🥺 anguished 😧 fearful 😨
cold_sweat 😰 disappointed_relieved 😥 cry 😢 sob 😭 scream 😱 confounded 😖 persevere 😣 disappointed 😞 sweat 😓 weary 😩 tired_face 😫 yawning_face 🥱
triumph 😤 rage 😡 angry 😠 face_with_symbols_on_mouth 🤬 skull 💀 hankey 💩 poop 💩 clown_face 🤡 ghost 👻 alien 👽 robot_face 🤖 see_no_evil 🙈
hear_no_evil 🙉 speak_no_evil 🙊 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙 purple_heart 💜 black_heart 🖤 white_heart 🤍
broken_heart 💔 two_hearts 💕 sparkling_heart 💖 100 💯 anger 💢 boom 💥 dizzy 💫 sweat_drops 💦 dash 💨 zzz 💤 speech_balloon 💬 thought_balloon 💭
wave 👋 raised_back_of_hand 🤚 raised_hand ✋ hand ✋ spock-hand 🖖 ok_hand 👌 pinched_fingers 🤌 v ✌️ crossed_fingers 🤞 the_horns 🤘 call_me_hand 🤙
point_left 👈 point_right 👉 point_up_2 👆 point_down 👇 point_up ☝️ +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 fist ✊ facepunch 👊 punch 👊 clap 👏
raised_hands 🙌 heart_hands 🫶 open_hands 👐 palms_up_together 🤲 handshake 🤝 pray 🙏 writing_hand ✍️ nail_care 💅 muscle 💪 ear 👂 brain 🧠 eyes 👀 eye 👁️
baby 👶 child 🧒 boy 👦 girl 👧 adult 🧑 man 👨 woman 👩 older_man 👴 older_woman 👵 person_frowning 🙍 no_good 🙅 ok_woman 🙆 information_desk_person 💁
raising_hand 🙋 bow 🙇 face_palm 🤦 shrug 🤷 man-shrugging 🤷‍♂️ woman-shrugging 🤷‍♀️ technologist 🧑‍💻 male-technologist 👨‍💻 female-technologist 👩‍💻
detective 🕵️ construction_worker 👷 walking 🚶 runner 🏃 running 🏃 dancer 💃 busts_in_silhouette 👥 bust_in_silhouette 👤 footprints 👣
dog 🐶 cat 🐱 mouse 🐭 fox_face 🦊 bear 🐻 panda_face 🐼 lion_face 🦁 cow 🐮 pig 🐷 frog 🐸 monkey_face 🐵 chicken 🐔 penguin 🐧 owl 🦉 unicorn_face 🦄
bee 🐝 bug 🐛 butterfly 🦋 snail 🐌 ladybug 🐞 turtle 🐢 snake 🐍 octopus 🐙 whale 🐳 dolphin 🐬 tropical_fish 🐠 elephant 🐘 rabbit 🐰 crab 🦀
bouquet 💐 cherry_blossom 🌸 rose 🌹 sunflower 🌻 tulip 🌷 seedling 🌱 evergreen_tree 🌲 deciduous_tree 🌳 palm_tree 🌴 cactus 🌵 herb 🌿 four_leaf_clover 🍀
maple_leaf 🍁 fallen_leaf 🍂 mushroom 🍄 apple 🍎 green_apple 🍏 lemon 🍋 banana 🍌 watermelon 🍉 grapes 🍇 strawberry 🍓 peach 🍑 avocado 🥑 bread 🍞 cheese_wedge 🧀
hamburger 🍔 fries 🍟 pizza 🍕 taco 🌮 sushi 🍣 popcorn 🍿 doughnut 🍩 cookie 🍪 birthday 🎂 cake 🍰 chocolate_bar 🍫 coffee ☕ tea 🍵 beer 🍺 beers 🍻
clinking_glasses 🥂 wine_glass 🍷 champagne 🍾 fork_and_knife 🍴 earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 globe_with_meridians 🌐 world_map 🗺️ mountain ⛰️
beach_with_umbrella 🏖️ house 🏠 office 🏢 hospital 🏥 bank 🏦 hotel 🏨 school 🏫 factory 🏭 stadium 🏟️ bridge_at_night 🌉 car 🚗 red_car 🚗 taxi 🚕 bus 🚌
train 🚆 bullettrain_side 🚄 metro 🚇 bike 🚲 airplane ✈️ airplane_departure 🛫 airplane_arriving 🛬 rocket 🚀 ship 🚢 boat ⛵ sailboat ⛵ anchor ⚓ fuelpump ⛽
construction 🚧 traffic_light 🚥 vertical_traffic_light 🚦 busstop 🚏 luggage 🧳 hourglass ⌛ hourglass_flowing_sand ⏳ watch ⌚ alarm_clock ⏰ stopwatch ⏱️
clock1 🕐 clock3 🕒 clock9 🕘 clock12 🕛 sunny ☀️ sun_with_face 🌞 star ⭐ star2 🌟 partly_sunny ⛅ cloud ☁️ rain_cloud 🌧️ thunder_cloud_and_rain ⛈️ rainbow 🌈
umbrella ☂️ zap ⚡ snowflake ❄️ snowman ⛄ fire 🔥 droplet 💧 ocean 🌊 crescent_moon 🌙 jack_o_lantern 🎃 christmas_tree 🎄 sparkles ✨ balloon 🎈 tada 🎉
confetti_ball 🎊 gift 🎁 ribbon 🎀 ticket 🎫 admission_tickets 🎟️ trophy 🏆 medal 🏅 sports_medal 🏅 first_place_medal 🥇 second_place_medal 🥈 third_place_medal 🥉
soccer ⚽ basketball 🏀 football 🏈 tennis 🎾 golf ⛳ dart 🎯 game_die 🎲 jigsaw 🧩 chess_pawn ♟️ art 🎨 musical_note 🎵 headphones 🎧 microphone 🎤
guitar 🎸 clapper 🎬 necktie 👔 shirt 👕 crown 👑 gem 💎 mute 🔇 speaker 🔈 loud_sound 🔊 loudspeaker 📢 mega 📣 bell 🔔 no_bell 🔕 iphone 📱 calling 📲
phone ☎️ telephone ☎️ telephone_receiver 📞 battery 🔋 electric_plug 🔌 computer 💻 desktop_computer 🖥️ printer 🖨️ keyboard ⌨️ floppy_disk 💾 movie_camera 🎥 tv 📺
camera 📷 mag 🔍 mag_right 🔎 bulb 💡 flashlight 🔦 book 📖 open_book 📖 books 📚 notebook 📓 ledger 📒 page_facing_up 📄 page_with_curl 📃 newspaper 📰 scroll 📜
bookmark_tabs 📑 bookmark 🔖 label 🏷️ moneybag 💰 coin 🪙 dollar 💵 euro 💶 pound 💷 money_with_wings 💸 credit_card 💳 receipt 🧾 chart 💹 email 📧 e-mail 📧
envelope ✉️ incoming_envelope 📨 inbox_tray 📥 outbox_tray 📤 package 📦 mailbox 📫 ballot_box_with_ballot 🗳️ pencil2 ✏️ pencil 📝 memo 📝 briefcase 💼
file_folder 📁 open_file_folder 📂 card_index_dividers 🗂️ date 📅 calendar 📆 spiral_calendar_pad 🗓️ card_index 📇 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 bar_chart 📊 clipboard 📋 pushpin 📌 round_pushpin 📍 paperclip 📎 straight_ruler 📏 scissors ✂️ file_cabinet 🗄️ wastebasket 🗑️
lock 🔒 unlock 🔓 key 🔑 old_key 🗝️ hammer 🔨 hammer_and_wrench 🛠️ wrench 🔧 gear ⚙️ scales ⚖️ link 🔗 chains ⛓️ toolbox 🧰 magnet 🧲 test_tube 🧪 microscope 🔬
telescope 🔭 satellite_antenna 📡 syringe 💉 pill 💊 door 🚪 bed 🛏️ shopping_trolley 🛒 broom 🧹 shield 🛡️ crystal_ball 🔮 atm 🏧 warning ⚠️ no_entry ⛔
no_entry_sign 🚫 octagonal_sign 🛑 stop_sign 🛑 radioactive_sign ☢️ arrow_up ⬆️ arrow_upper_right ↗️ arrow_right ➡️ arrow_lower_right ↘️ arrow_down ⬇️ arrow_left ⬅️
left_right_arrow ↔️ leftwards_arrow_with_hook ↩️ arrow_right_hook ↪️ arrows_clockwise 🔃 arrows_counterclockwise 🔄 back 🔙 end 🔚 on 🔛 soon 🔜 top 🔝
repeat 🔁 arrow_forward ▶️ fast_forward ⏩ double_vertical_bar ⏸️ black_square_for_stop ⏹️ heavy_plus_sign ➕ heavy_minus_sign ➖ heavy_multiplication_x ✖️
heavy_division_sign ➗ infinity ♾️ bangbang ‼️ question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ grey_exclamation ❕ recycle ♻️ beginner 🔰
white_check_mark ✅ ballot_box_with_check ☑️ heavy_check_mark ✔️ x ❌ negative_squared_cross_mark ❎ copyright ©️ registered ®️ tm ™️ hash #️⃣ zero 0️⃣ one 1️⃣
two 2️⃣ three 3️⃣ four 4️⃣ five 5️⃣ six 6️⃣ seven 7️⃣ eight 8️⃣ nine 9️⃣ keycap_ten 🔟 information_source ℹ️ id 🆔 new 🆕 free 🆓 ok 🆗 up 🆙 cool 🆒 sos 🆘 vs 🆚
red_circle 🔴 large_orange_circle 🟠 large_yellow_circle 🟡 large_green_circle 🟢 large_blue_circle 🔵 large_purple_circle 🟣 black_circle ⚫ white_circle ⚪
large_red_square 🟥 large_orange_square 🟧 large_yellow_square 🟨 large_green_square 🟩 large_blue_square 🟦 black_large_square ⬛ white_large_square ⬜
large_orange_diamond 🔶 large_blue_diamond 🔷 small_red_triangle 🔺 small_red_triangle_down 🔻 white_small_square ▫️ black_small_square ▪️ checkered_flag 🏁
triangular_flag_on_post 🚩 crossed_flags 🎌 waving_white_flag 🏳️ rainbow-flag 🏳️‍🌈 flag-us 🇺🇸 us 🇺🇸 flag-gb 🇬🇧 gb 🇬🇧 flag-de 🇩🇪 de 🇩🇪 flag-fr 🇫🇷 fr 🇫🇷
flag-es 🇪🇸 flag-it 🇮🇹 flag-jp 🇯🇵 jp 🇯🇵 flag-in 🇮🇳 flag-br 🇧🇷 flag-ca 🇨🇦 flag-au 🇦🇺 flag-nl 🇳🇱 flag-se 🇸🇪 flag-sg 🇸🇬 flag-eu 🇪🇺`;

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
