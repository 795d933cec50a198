import QtQuick
import Lobby

/** How to be seen on the wall; with steps where there is room for them. */
Rectangle {
    id: root

    property bool withSteps: height > 50 * Theme.unit
    readonly property bool flat: height < 20 * Theme.unit
    readonly property real inset: (flat ? 2.4 : 3.2) * Theme.unit

    color: Theme.accentTint
    radius: Theme.radius

    Icon {
        id: eye

        x: root.inset
        y: root.flat ? (root.height - height) / 2 : root.inset
        name: "eye"
        size: (root.flat ? 6 : 8) * Theme.unit
        color: Theme.accent
    }
    Column {
        anchors {
            left: root.flat ? eye.right : parent.left
            leftMargin: root.flat ? Theme.gap3 : root.inset
            right: parent.right
            rightMargin: root.inset
            bottom: parent.bottom
            bottomMargin: root.flat ? (root.height - height) / 2 : root.inset
        }
        spacing: Theme.gap1

        TextLine {
            width: parent.width
            text: qsTr("Want to be seen here?")
            size: Theme.text(root.withSteps ? 6 : root.flat ? 4.4 : 5)
            wght: Theme.heading
            color: Theme.accent
            wrapMode: Text.WordWrap
            Accessible.role: Accessible.Heading
        }
        TextLine {
            visible: !root.withSteps
            width: parent.width
            text: qsTr("Choose it when you check in. You can change it any day.")
            size: Theme.text3
            wrapMode: Text.WordWrap
        }
        Repeater {
            model: root.withSteps ? [qsTr("Hold your code to the camera at the door."),
                qsTr("Choose what the wall may show of you."), qsTr("Change it at any check-in.")] : []

            Row {
                id: step

                required property int index
                required property string modelData

                width: parent.width
                topPadding: Theme.gap2
                spacing: Theme.gap2

                TextLine {
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
