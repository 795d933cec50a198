import QtQuick
import Lobby

/** Text in the house's typeface. Free texts of members come through here, so it is plain text only. */
Text {
    id: root

    property real size: Theme.text2
    property int wght: Theme.regular
    property bool mayBeCut: false // somebody's own words, as much of them as there is room for

    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: Math.round(size)
    font.variableAxes: ({ "wght": root.wght })
    lineHeight: size >= 5 * Theme.unit ? 0.9 : 1.02
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.ignored: text === ""
}
