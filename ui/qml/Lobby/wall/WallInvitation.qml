pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** How to be seen on the wall; with steps where there is room for them. */
Rectangle {
    id: root

    readonly property bool wide: width > 80 * Theme.unit
    readonly property bool withSteps: height > (wide ? 34 : 50) * Theme.unit
    readonly property bool small: height < 30 * Theme.unit
    readonly property bool flat: small && wide
    readonly property real inset: (small ? 2.8 : 3.4) * Theme.unit

    color: Theme.accentTint
    radius: Theme.radius

    Icon {
        id: eye

        visible: root.flat || !root.small && (root.wide || column.y > y + height)
        x: root.wide && root.withSteps ? root.width - width - root.inset : root.inset
        y: root.flat ? (root.height - height) / 2 : root.inset
        name: "eye"
        size: 8 * Theme.unit
        color: Theme.accent
    }
    Column {
        id: column

        anchors {
            left: root.flat ? eye.right : parent.left
            leftMargin: root.flat ? Theme.gap3 : root.inset
            right: parent.right
            rightMargin: root.inset
            bottom: parent.bottom
            bottomMargin: root.small ? (root.height - height) / 2 : root.inset
        }
        spacing: Theme.gap1

        TextLine {
            width: parent.width
            text: qsTr("Want to be seen here?")
            size: Theme.text(root.wide && root.withSteps ? 5.4 : root.withSteps ? 6.2 : root.small ? 4 : 5)
            wght: Theme.heading
            color: Theme.accent
            lineHeight: 0.95
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.Heading
        }
        TextLine {
            visible: !root.withSteps
            width: parent.width
            text: root.width < 48 * Theme.unit ? qsTr("Choose it when you check in.")
                : qsTr("Choose it when you check in. You can change it any day.")
            size: Theme.text3
            wrapMode: Text.WordWrap
        }
        Repeater {
            model: root.withSteps ? [qsTr("Show your code at the door."),
                qsTr("Choose what the wall may show of you."), qsTr("Change it whenever you check in.")] : []

            Row {
                id: step

                required property int index
                required property string modelData

                width: parent.width
                topPadding: (root.wide ? 1 : 2) * Theme.unit
                spacing: Theme.gap2

                TextLine {
                    width: 3.4 * Theme.unit
                    text: step.index + 1
                    size: Theme.text(4.4)
                    wght: Theme.heading
                    color: Theme.accent
                    Accessible.ignored: true
                }
                TextLine {
                    width: parent.width - x
                    text: step.modelData
                    size: Theme.text(4)
                    wrapMode: Text.WordWrap
                }
            }
        }
    }
}
