const TABLE = `
+1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 wave 👋 clap 👏 raised_hands 🙌 pray 🙏 muscle 💪 point_right 👉
point_left 👈 point_up ☝️ point_down 👇 raised_hand ✋ handshake 🤝 eyes 👀 smile 😄 smiley 😃 grinning 😀 slightly_smiling_face 🙂
wink 😉 joy 😂 blush 😊 heart_eyes 😍 thinking_face 🤔 sweat_smile 😅 cry 😢 sob 😭 tada 🎉 rocket 🚀 fire 🔥 sparkles ✨
star ⭐ heart ❤️ broken_heart 💔 100 💯 white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ warning ⚠️
no_entry ⛔ no_entry_sign 🚫 question ❓ exclamation ❗ bulb 💡 bell 🔔 no_bell 🔕 zzz 💤 hourglass ⌛ hourglass_flowing_sand ⏳
alarm_clock ⏰ clock3 🕒 stopwatch ⏱️ calendar 📅 date 📅 spiral_calendar_pad 🗓️ memo 📝 pencil 📝 pencil2 ✏️ clipboard 📋
pushpin 📌 round_pushpin 📍 link 🔗 paperclip 📎 page_facing_up 📄 bar_chart 📊 chart_with_upwards_trend 📈
chart_with_downwards_trend 📉 moneybag 💰 dollar 💵 credit_card 💳 briefcase 💼 office 🏢 house 🏠 airplane ✈️ car 🚗 train 🚆
hotel 🏨 ticket 🎫 world_map 🗺️ earth_americas 🌎 red_circle 🔴 large_green_circle 🟢 large_yellow_circle 🟡 large_blue_circle 🔵
white_circle ⚪ black_circle ⚫ large_green_square 🟩 large_red_square 🟥 traffic_light 🚦 vertical_traffic_light 🚦
arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ arrows_counterclockwise 🔄 repeat 🔁 heavy_plus_sign ➕
heavy_minus_sign ➖ mag 🔍 gear ⚙️ wrench 🔧 hammer 🔨 lock 🔒 unlock 🔓 key 🔑 shield 🛡️ bug 🐛 robot_face 🤖 inbox_tray 📥
outbox_tray 📤 package 📦 email 📧 envelope ✉️ telephone_receiver 📞 speech_balloon 💬 mega 📣 loudspeaker 📢 trophy 🏆
medal 🏅 dart 🎯 checkered_flag 🏁 triangular_flag_on_post 🚩 construction 🚧 stop_sign 🛑 soon 🔜 new 🆕 information_source ℹ️
coffee ☕ pizza 🍕 cake 🍰 beers 🍻 sunny ☀️ cloud ☁️ rainbow 🌈 seedling 🌱 herb 🌿 books 📚 book 📖 bookmark 🔖
busts_in_silhouette 👥 bust_in_silhouette 👤 baby 👶 man 👨 woman 👩 recycle ♻️ copyright ©️ one 1️⃣ two 2️⃣ three 3️⃣`;

const EMOJI = new Map(
  [...TABLE.trim().matchAll(/(\S+)\s+(\S+)/g)].map(([, name, character]) => [name, character]),
);

/** The character for a short name, or the name between colons when this page does not know it. */
export const emoji = (name) => EMOJI.get(name.split("::")[0]) ?? `:${name}:`;

export const emojiNamed = (beginning) => [...EMOJI].filter(([name]) => name.startsWith(beginning));
