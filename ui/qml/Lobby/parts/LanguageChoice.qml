import QtQuick
import Lobby

/** One language to choose; the present one is tinted. */
Touchable {
    id: root

    required property string language
    required property string label
    property bool centered: true

    text: Theme.nameOf(language)
    ground: "transparent"
    edge: "transparent"
    padding: 2 * Theme.edgeWidth
    Accessible.role: Accessible.RadioButton
    Accessible.checked: checked

    contentItem: Rectangle {
        implicitWidth: words.implicitWidth + 2 * words.margin
        radius: Theme.innerRadius
        color: root.checked ? Theme.accentTint : "transparent"

        TextLine {
            id: words

            readonly property real margin: root.centered ? Theme.gap1 : Theme.gap2

            anchors.verticalCenter: parent.verticalCenter
            x: root.centered ? (parent.width - width) / 2 : margin
            text: root.label
            size: Theme.text(2.5)
            wght: Theme.semibold
            color: root.checked ? Theme.accent : Theme.soft
            Accessible.ignored: true
        }
    }
}
