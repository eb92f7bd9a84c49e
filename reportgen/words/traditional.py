"""Traditional characters → simplified ones, so that names are compared in one spelling."""

from __future__ import annotations

# Only characters of names that a data file, a form or a template can hold: a whole dictionary would
# have to decide by context (後 and 后).
_TRADITIONAL = (
    "萬與專業兩個臨爲舉麼義樂鄉書於產畝億從儀優會傳體餘側兒關內冊寫農況淨準幾劃則刪別辦務動區單"
    "佔歷廁縣叄參發變臺號後員園圍國圖場處備復頭夾學實寬對導將層崗鞏師帶幹並應開異張強當錄徑態總"
    "報擔擬撥換據數斷無時暫術機權條來構標欄樣檢樓橫殘畢匯漢沒測滿點愛狀獨環現電畫盤碼碩離種積稱"
    "筆築籤簡類級綱縱紙線練組細經結絡統繼績綜綠編縮網職聯腦腳藝節範補裝見規覽計訂認讓訓許論設證"
    "評識詞話該詳語誤說請讀課誰負財責敗賬質貫貳費資踐轉輪軟較輔輟輸轄邊達遷過運還這進適選採裏針"
    "錯鎮長問間際陸隨頁頂頃項須頒預領題顏額飯館驗鶩齊裡為簽"
)
_SIMPLIFIED = (
    "万与专业两个临为举么义乐乡书于产亩亿从仪优会传体余侧儿关内册写农况净准几划则删别办务动区单"
    "占历厕县叁参发变台号后员园围国图场处备复头夹学实宽对导将层岗巩师带干并应开异张强当录径态总"
    "报担拟拨换据数断无时暂术机权条来构标栏样检楼横残毕汇汉没测满点爱状独环现电画盘码硕离种积称"
    "笔筑签简类级纲纵纸线练组细经结络统继绩综绿编缩网职联脑脚艺节范补装见规览计订认让训许论设证"
    "评识词话该详语误说请读课谁负财责败账质贯贰费资践转轮软较辅辍输辖边达迁过运还这进适选采里针"
    "错镇长问间际陆随页顶顷项须颁预领题颜额饭馆验鹜齐里为签"
)
_SPELLINGS = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def simplify_characters(text: str) -> str:
    """The text with 數 as 数; characters that are in no name stay as they are."""
    return text.translate(_SPELLINGS)
