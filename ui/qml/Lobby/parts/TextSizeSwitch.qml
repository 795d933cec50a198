pragma ComponentBehavior: Bound

import QtQuick
import Lobby

/** Larger letters, and on an upright screen lower controls, for whoever comes next here. */
Touchable {
    id: root

    required property string current // normal, large or largest
    required property bool isLow
    property bool canBeLow: false
    signal sizeChosen(textSize: string)
    signal lowChosen(isLow: bool)

    text: qsTr("Text size")
    leftPadding: Theme.gap2
    rightPadding: Theme.gap2
    onClicked: bubble.opened ? bubble.close() : bubble.open()
    onVisibleChanged: if (!visible) bubble.close()

    contentItem: Item {
        implicitWidth: big.implicitWidth + small.implicitWidth

        // Letters as a picture: they look the same in every language.
        TextLine {
            id: big
            height: parent.height
            text: "A"
            size: Theme.text(3)
            wght: Theme.bold
            color: Theme.accent
            Accessible.ignored: true
        }
        TextLine {
            id: small
            anchors { left: big.right; baseline: big.baseline }
            text: "a"
            size: Theme.text(2.6)
            wght: Theme.bold
            color: Theme.accent
            Accessible.ignored: true
        }
    }
    Bubble {
        id: bubble
        under: root

        contentItem: Column {
            spacing: Theme.gap2

            Repeater {
                model: [
                    { textSize: "normal", name: qsTr("Normal letters") },
                    { textSize: "large", name: qsTr("Large letters") },
                    { textSize: "largest", name: qsTr("Largest letters") }
                ]

                OptionLine {
                    required property var modelData

                    most: bubble.most - 2 * bubble.padding
                    text: modelData.name
                    size: 2.6 * Theme.unit * Theme.scaleOf(modelData.textSize)
                    checked: modelData.textSize === root.current
                    onClicked: {
                        bubble.close();
                        root.sizeChosen(modelData.textSize);
                    }
                }
            }
            OptionLine {
                visible: root.canBeLow
                most: bubble.most - 2 * bubble.padding
                iconName: root.isLow ? "arrow-up" : "arrow-down"
                text: root.isLow ? qsTr("Everything at its usual height") : qsTr("Everything lower down")
                isOneOfSome: false
                onClicked: {
                    bubble.close();
                    root.lowChosen(!root.isLow);
                }
            }
        }
    }
}
